namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>Virtual time, one source of chance, and a hash of all that happened.</summary>
internal sealed class SimulatedWorld(int seed)
{
    private readonly PriorityQueue<Action, (long TimeNs, long Order)> _due = new();
    private long _order;

    /// <summary>All chance comes from here.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>The time.</summary>
    public long NowNs { get; private set; } = 1_000_000_000;

    /// <summary>Equal where the same things happened at the same times.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    /// <summary>How often anything changed.</summary>
    public long Changes { get; private set; }

    /// <summary>How often the stream tried to move anything.</summary>
    public long Tries { get; set; }

    /// <summary>Does something later.</summary>
    public void After(long delayNs, Action action) => _due.Enqueue(action, (NowNs + delayNs, _order++));

    /// <summary>Does something soon.</summary>
    public void Soon(Action action) => After(Random.NextInt64(1_000, 200_000), action);

    /// <summary>Whether that chance, of a hundred, comes true.</summary>
    public bool Chance(int percent) => Random.Next(100) < percent;

    /// <summary>Some time passes without anything due.</summary>
    public void Pass(long delayNs) => NowNs += delayNs;

    /// <summary>Goes on to whatever is due first, at most to that time; false where nothing was due until then.
    /// </summary>
    public bool Advance(long limitNs)
    {
        if (!_due.TryPeek(out _, out var next) || next.TimeNs > limitNs)
        {
            NowNs = Math.Max(NowNs, limitNs);
            return false;
        }

        NowNs = Math.Max(NowNs, next.TimeNs);
        _due.Dequeue()();
        return true;
    }

    /// <summary>Notes that something happened.</summary>
    public void Note(long what, long much = 0)
    {
        Changes++;
        foreach (var part in (ReadOnlySpan<long>)[NowNs, what, much])
        {
            Hash = (Hash ^ (ulong)part) * 1099511628211;
        }
    }
}
