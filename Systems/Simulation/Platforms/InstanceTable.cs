namespace Eval.Systems.Simulation.Platforms;

/// <summary>
/// The instances of a platform as numbers, and among them a list of those that can take a request, the latest used
/// first, so that the others can go. Links are arrays: an instance leaves the list from anywhere in O(1), and nothing
/// is allocated once the arrays have grown.
/// </summary>
internal sealed class InstanceTable
{
    private const int None = -1;
    private const int FirstCapacity = 64;

    private Entry[] _entries = new Entry[FirstCapacity];
    private int _used;
    private int _free = None;
    private int _first = None;

    /// <summary>How many exist.</summary>
    public int Count { get; private set; }

    /// <summary>Makes one that serves nothing; it is not in the list.</summary>
    public int Create()
    {
        int id;
        if (_free != None)
        {
            id = _free;
            _free = _entries[id].Next;
        }
        else
        {
            if (_used == _entries.Length)
            {
                Array.Resize(ref _entries, _used * 2);
            }

            id = _used++;
        }

        ref var entry = ref _entries[id];
        entry = new Entry { Previous = None, Next = None };
        Count++;
        return id;
    }

    /// <summary>Takes one away; it must not be in the list.</summary>
    public void Remove(int id)
    {
        ref var entry = ref _entries[id];
        entry.Next = _free;
        _free = id;
        Count--;
    }

    /// <summary>The state of one, to be changed in place.</summary>
    public ref Entry Of(int id) => ref _entries[id];

    /// <summary>The latest used that can take a request, or −1.</summary>
    public int FirstAvailable => _first;

    /// <summary>Puts one at the head of the list.</summary>
    public void List(int id)
    {
        ref var entry = ref _entries[id];
        (entry.Previous, entry.Next, entry.IsListed) = (None, _first, true);
        if (_first != None)
        {
            _entries[_first].Previous = id;
        }

        _first = id;
    }

    /// <summary>Takes one out of the list.</summary>
    public void Unlist(int id)
    {
        ref var entry = ref _entries[id];
        if (entry.Previous == None)
        {
            _first = entry.Next;
        }
        else
        {
            _entries[entry.Previous].Next = entry.Next;
        }

        if (entry.Next != None)
        {
            _entries[entry.Next].Previous = entry.Previous;
        }

        entry.IsListed = false;
    }

    /// <summary>One instance.</summary>
    public struct Entry
    {
        /// <summary>When it began to idle.</summary>
        public long IdleSinceNs;

        /// <summary>Requests that it serves.</summary>
        public int Serving;

        /// <summary>Its neighbours in the list; of a removed one, the next free number.</summary>
        public int Previous;

        /// <summary>See above.</summary>
        public int Next;

        /// <summary>Whether it is in the list.</summary>
        public bool IsListed;

        /// <summary>Whether an event waits that may end it: at most one, so that the list of future events stays as
        /// short as that of instances.</summary>
        public bool ExpiryWaits;
    }
}
