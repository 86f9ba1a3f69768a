using System.Numerics;

namespace Eval.Systems.Simulation.Kernel;

/// <summary>
/// Events of the far future, unsorted: a row of buckets, each for an equal span of time, and behind it a list of all
/// that is later. When the row is used up the list is spread over a new one, as in a ladder queue (Tang, Goh and Thng
/// 2005). Adding is O(1) whatever the number of events; nothing is allocated once the arrays have grown.
/// </summary>
internal sealed class EventBuckets
{
    private const int None = -1;
    private const int FewestBuckets = 64;
    private const int MostBuckets = 1 << 20;

    /// <summary>The row covers this many times the mean distance to the first event: 98 % of an exponential law.
    /// </summary>
    private const double MeansCovered = 4;

    private ScheduledEvent[] _items = new ScheduledEvent[FewestBuckets];
    private int[] _next = new int[FewestBuckets];
    private int[] _heads = [];
    private int _used;
    private int _free = None;
    private int _later = None;
    private int _buckets;
    private int _current;
    private int _shift;
    private long _startNs;

    /// <summary>How many wait here.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one. It must not be before the end of what <see cref="MoveNext"/> has given last.</summary>
    public void Add(in ScheduledEvent item)
    {
        var slot = Rent();
        _items[slot] = item;
        Link(slot, item.TimeNs);
        Count++;
    }

    /// <summary>Moves the events of the next span that has any to the heap; there has to be one.</summary>
    /// <returns>The end of the span: all that is left here is not before it.</returns>
    public long MoveNext(ref EventHeap heap)
    {
        while (true)
        {
            for (; _current < _buckets; _current++)
            {
                if (_heads[_current] != None)
                {
                    MoveTo(ref heap, _heads[_current]);
                    _heads[_current] = None;
                    _current++;
                    var endNs = _startNs + ((long)_current << _shift);

                    // An empty row is forgotten: what comes next may be earlier than its end.
                    _buckets = Count == 0 ? 0 : _buckets;
                    return endNs;
                }
            }

            Spread();
        }
    }

    private void MoveTo(ref EventHeap heap, int slot)
    {
        while (slot != None)
        {
            heap.Push(_items[slot]);
            var next = _next[slot];
            _next[slot] = _free;
            _free = slot;
            slot = next;
            Count--;
        }
    }

    /// <summary>Makes a new row of about two events a bucket and more at its dense beginning, and fills it.</summary>
    private void Spread()
    {
        var (firstNs, meanNs, count) = Survey();
        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)(count / 2));
        _buckets = Math.Clamp(buckets, FewestBuckets, MostBuckets);
        if (_heads.Length < _buckets)
        {
            _heads = new int[_buckets];
            Array.Fill(_heads, None);
        }

        _startNs = firstNs;
        _current = 0;
        _shift = BitOperations.Log2((ulong)Math.Max(1, MeansCovered * meanNs / _buckets));
        var slot = _later;
        _later = None;
        while (slot != None)
        {
            var next = _next[slot];
            Link(slot, _items[slot].TimeNs);
            slot = next;
        }
    }

    private (long FirstNs, double MeanNs, int Count) Survey()
    {
        var referenceNs = _items[_later].TimeNs;
        var (firstNs, count, sum) = (long.MaxValue, 0, 0.0);
        for (var slot = _later; slot != None; slot = _next[slot])
        {
            firstNs = Math.Min(firstNs, _items[slot].TimeNs);
            sum += _items[slot].TimeNs - referenceNs;
            count++;
        }

        return (firstNs, Math.Max(0, (sum / count) + (referenceNs - firstNs)), count);
    }

    private void Link(int slot, long timeNs)
    {
        var bucket = (timeNs - _startNs) >> _shift;
        if ((ulong)bucket < (ulong)_buckets)
        {
            _next[slot] = _heads[bucket];
            _heads[bucket] = slot;
        }
        else
        {
            _next[slot] = _later;
            _later = slot;
        }
    }

    private int Rent()
    {
        if (_free != None)
        {
            var slot = _free;
            _free = _next[slot];
            return slot;
        }

        if (_used == _items.Length)
        {
            Array.Resize(ref _items, _used * 2);
            Array.Resize(ref _next, _used * 2);
        }

        return _used++;
    }
}
