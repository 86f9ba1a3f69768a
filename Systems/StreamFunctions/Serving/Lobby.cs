using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// Where connections are that have not sent an opening yet: a descriptor and a few dozen bytes each, whatever their
/// number, until all of the opening is in the kernel's buffer, the deadline passes, or the peer leaves: such a one is
/// closed here, on the thread that watches, so that thousands can leave at once. All wait equally long, so the first to
/// come is the first whose deadline passes.
/// </summary>
internal sealed class Lobby : IDisposable
{
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly long _limitNs;
    private readonly Action<StreamSocket> _ready;
    private readonly Action<StreamSocket> _late;
    private readonly Action<StreamSocket> _left;
    private readonly Poller _poller;

    /// <summary>Opens it.</summary>
    /// <param name="limit">How long a connection may stay.</param>
    /// <param name="ready">Takes over one that can be read without waiting; must not block.</param>
    /// <param name="late">Takes over one that stayed too long; must not block.</param>
    /// <param name="left">Takes over one that will never say enough; must not block.</param>
    public Lobby(TimeSpan limit, Action<StreamSocket> ready, Action<StreamSocket> late, Action<StreamSocket> left)
    {
        _limitNs = (long)limit.TotalNanoseconds;
        _ready = ready;
        _late = late;
        _left = left;
        _poller = new Poller(LetLateOnesGo);
    }

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_waiting)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>The thread that watches, for whoever else has something to watch.</summary>
    public Poller Poller => _poller;

    /// <summary>Takes over a connection; false, and it is still the caller's, where the system watches no more.
    /// </summary>
    /// <param name="client">Belongs to the lobby until one of the three actions gets it.</param>
    /// <param name="acceptedNs">When it was accepted, MonotonicClock nanoseconds.</param>
    public bool TryEnter(StreamSocket client, long acceptedNs)
    {
        var waiter = new Waiter(client, acceptedNs + _limitNs);
        bool isFirst;
        lock (_waiting)
        {
            isFirst = _waiting.Count == 0;
            _waiting.AddLast(waiter.Place);
        }

        try
        {
            _poller.Watch(client.Descriptor, Readiness.Readable | Readiness.PeerClosed, () => Look(waiter));
        }
        catch (IOException)
        {
            return !Take(waiter);
        }

        if (isFirst)
        {
            _poller.Wake();
        }

        return true;
    }

    /// <summary>Closes it, and all connections in it.</summary>
    public void Dispose()
    {
        _poller.Dispose();
        lock (_waiting)
        {
            foreach (var waiter in _waiting)
            {
                waiter.Client.Dispose();
            }

            _waiting.Clear();
        }
    }

    private void Look(Waiter waiter)
    {
        var arrival = OpeningPeek.Look(waiter.Client);
        if (arrival != Arrival.Ready && arrival != Arrival.Left && Waiting.Ends(waiter.Client) == Readiness.None)
        {
            return;
        }

        if (Take(waiter))
        {
            (arrival == Arrival.Ready ? _ready : _left)(waiter.Client);
        }
    }

    /// <summary>Takes one out, once.</summary>
    private bool Take(Waiter waiter)
    {
        lock (_waiting)
        {
            if (waiter.Place.List is null)
            {
                return false;
            }

            _waiting.Remove(waiter.Place);
        }

        _poller.Forget(waiter.Client.Descriptor);
        return true;
    }

    private long LetLateOnesGo(long nowNs)
    {
        while (true)
        {
            Waiter first;
            lock (_waiting)
            {
                if (_waiting.First is not { } place)
                {
                    return long.MaxValue;
                }

                first = place.Value;
            }

            if (first.DeadlineNs > nowNs)
            {
                return first.DeadlineNs;
            }

            if (Take(first))
            {
                _late(first.Client);
            }
        }
    }

    private sealed class Waiter
    {
        public Waiter(StreamSocket client, long deadlineNs)
        {
            (Client, DeadlineNs) = (client, deadlineNs);
            Place = new LinkedListNode<Waiter>(this);
        }

        public StreamSocket Client { get; }

        public long DeadlineNs { get; }

        /// <summary>Its place among those that wait; in no list once it was taken out.</summary>
        public LinkedListNode<Waiter> Place { get; }
    }
}
