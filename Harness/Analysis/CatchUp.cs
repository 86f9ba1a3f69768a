using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Whether and when a system had worked off the backlog of its cold start.</summary>
public static class CatchUp
{
    /// <summary>
    /// Whether the system kept up at the stream's end: the last event but one was processed before the last was due.
    /// Then its overhead is its steady latency, whatever its start took. Null where the stream has one event or one of
    /// the two stamps is missing.
    /// </summary>
    public static bool? BeforeEnd(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var events = EffectiveStamps.Of(measure.Timeline);
        return events.Count < 2 || events[^2].ProcessedNs is null
            ? null
            : events[^2].ProcessedNs <= events[^1].ScheduledNs;
    }

    /// <summary>When the first event was processed that was done before the next was due; null where none was.
    /// </summary>
    internal static long? FirstCaughtUpNs(IReadOnlyList<EventStamps> events)
    {
        for (var i = 0; i < events.Count - 1; i++)
        {
            if (events[i].ProcessedNs <= events[i + 1].ScheduledNs)
            {
                return events[i].ProcessedNs;
            }
        }

        return null;
    }
}
