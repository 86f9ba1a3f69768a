namespace Eval.Systems.Simulation.Fleets;

/// <summary>Instances that wait for the next stream, by when they began to: the newest is taken first, so that the
/// others may end; the oldest ends first. A ring that grows by doubling.</summary>
internal sealed class IdleInstances
{
    private const int FirstCapacity = 64;

    private long[] _sinceNs = new long[FirstCapacity];
    private int _head;

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>Since when the oldest waits; there has to be one.</summary>
    public long OldestNs => _sinceNs[_head];

    /// <summary>One begins to wait, now.</summary>
    public void Add(long nowNs)
    {
        if (Count == _sinceNs.Length)
        {
            var grown = new long[Count * 2];
            for (var place = 0; place < Count; place++)
            {
                grown[place] = _sinceNs[(_head + place) & (Count - 1)];
            }

            (_sinceNs, _head) = (grown, 0);
        }

        _sinceNs[(_head + Count) & (_sinceNs.Length - 1)] = nowNs;
        Count++;
    }

    /// <summary>The newest is taken, if there is one.</summary>
    public bool TryTakeNewest(out long sinceNs)
    {
        if (Count == 0)
        {
            sinceNs = 0;
            return false;
        }

        Count--;
        sinceNs = _sinceNs[(_head + Count) & (_sinceNs.Length - 1)];
        return true;
    }

    /// <summary>The oldest ends; there has to be one.</summary>
    public void RemoveOldest()
    {
        _head = (_head + 1) & (_sinceNs.Length - 1);
        Count--;
    }
}
