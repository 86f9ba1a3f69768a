using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// Where connections are that have not sent an opening yet: a descriptor and a few dozen bytes each, whatever their
/// number, until all of the opening is in the kernel's buffer, the deadline passes, or the peer leaves. All wait
/// equally long, so the first to come is the first whose deadline passes.
/// </summary>
internal sealed class Lobby : IDisposable
{
    private readonly Dictionary<int, Waiter> _waiting = [];
    private readonly Queue<Waiter> _order = new();
    private readonly long _limitNs;
    private readonly Action<StreamSocket> _ready;
    private readonly Action<StreamSocket> _late;
    private readonly Poller _poller;

    /// <summary>Opens it.</summary>
    /// <param name="limit">How long a connection may stay.</param>
    /// <param name="ready">Takes over one that can be read without waiting; must not block.</param>
    /// <param name="late">Takes over one that stayed too long; must not block.</param>
    public Lobby(TimeSpan limit, Action<StreamSocket> ready, Action<StreamSocket> late)
    {
        _limitNs = (long)limit.TotalNanoseconds;
        _ready = ready;
        _late = late;
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
    /// <param name="client">Belongs to the lobby until one of the two actions gets it.</param>
    /// <param name="acceptedNs">When it was accepted, MonotonicClock nanoseconds.</param>
    public bool TryEnter(StreamSocket client, long acceptedNs)
    {
        var waiter = new Waiter(client, acceptedNs + _limitNs);
        bool isFirst;
        lock (_waiting)
        {
            _waiting[client.Descriptor] = waiter;
            isFirst = _order.Count == 0;
            _order.Enqueue(waiter);
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
            foreach (var waiter in _waiting.Values)
            {
                waiter.Client.Dispose();
            }

            _waiting.Clear();
        }
    }

    private void Look(Waiter waiter)
    {
        if (OpeningPeek.Look(waiter.Client) == Arrival.Ready && Take(waiter))
        {
            _ready(waiter.Client);
        }
    }

    /// <summary>Takes one out, once.</summary>
    private bool Take(Waiter waiter)
    {
        lock (_waiting)
        {
            if (waiter.IsGone)
            {
                return false;
            }

            waiter.IsGone = true;
            _waiting.Remove(waiter.Client.Descriptor);
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
                while (_order.TryPeek(out var gone) && gone.IsGone)
                {
                    _order.Dequeue();
                }

                if (_order.Count == 0)
                {
                    return long.MaxValue;
                }

                first = _order.Peek();
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

    private sealed class Waiter(StreamSocket client, long deadlineNs)
    {
        public StreamSocket Client { get; } = client;

        public long DeadlineNs { get; } = deadlineNs;

        public bool IsGone { get; set; }
    }
}
