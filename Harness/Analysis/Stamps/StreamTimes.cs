using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Stamps;

/// <summary>The instants from which the paper's metrics follow, nanoseconds; null where nobody stamped them.</summary>
/// <param name="T0Ns">The first event was due.</param>
/// <param name="T1Ns">The function saw the first event.</param>
/// <param name="T2Ns">The latest processed stamp of all events.</param>
/// <param name="GenerationSpanNs">L, from the first to the last scheduled event.</param>
internal readonly record struct StreamTimes(long T0Ns, long? T1Ns, long? T2Ns, long GenerationSpanNs)
{
    /// <summary>t2 − t0.</summary>
    public long? TotalNs => T2Ns - T0Ns;

    /// <summary>The times of that stream; all zero or null where it has no events. With stamps of the boundary t1 is
    /// the first return of all, since a function may answer its first event with nothing.</summary>
    public static StreamTimes Of(IReadOnlyList<EventStamps> events, bool inFunction)
    {
        if (events.Count == 0)
        {
            return default;
        }

        return new StreamTimes(
            events[0].ScheduledNs,
            inFunction ? events[0].ReceivedNs : events.Min(e => e.ReceivedNs),
            events.Max(e => e.ProcessedNs),
            events[^1].ScheduledNs - events[0].ScheduledNs);
    }
}
