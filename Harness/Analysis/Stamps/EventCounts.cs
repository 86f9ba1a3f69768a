using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Stamps;

/// <summary>What became of the events.</summary>
/// <param name="Sent">Handed over.</param>
/// <param name="Received">Seen by the function.</param>
/// <param name="Lost">Sent without a processed stamp, drops by policy apart.</param>
/// <param name="Duplicated">Deliveries beyond the first.</param>
/// <param name="Reordered">Sequences processed after a higher one.</param>
internal readonly record struct EventCounts(int Sent, int Received, int Lost, int Duplicated, int Reordered)
{
    /// <summary>The counts of that stream.</summary>
    public static EventCounts Of(Timeline timeline, IReadOnlyList<EventStamps> events)
    {
        var unprocessed = events.Count(e => e.SentNs is not null && e.ProcessedNs is null);
        return new EventCounts(
            events.Count(e => e.SentNs is not null),
            events.Count(e => e.ReceivedNs is not null),
            (int)Math.Max(0, unprocessed - timeline.Dropped),
            events.Sum(e => Math.Max(0, e.Deliveries - 1)),
            CountReordered(events));
    }

    // From the highest sequence down, the earliest processed stamp so far tells whether a higher one came first.
    private static int CountReordered(IReadOnlyList<EventStamps> events)
    {
        var earliestAbove = long.MaxValue;
        var count = 0;
        for (var i = events.Count - 1; i >= 0; i--)
        {
            if (events[i].ProcessedNs is { } processed)
            {
                count += processed > earliestAbove ? 1 : 0;
                earliestAbove = Math.Min(earliestAbove, processed);
            }
        }

        return count;
    }
}
