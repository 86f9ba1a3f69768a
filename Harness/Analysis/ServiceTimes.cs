using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Analysis.Units;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>What one event takes, by two definitions.</summary>
internal static class ServiceTimes
{
    /// <summary>
    /// Inside the function: the median of processed − received over the events after the first (which alone pays for
    /// one-time initialisation), seconds. Null for batch, whose events are received together and wait for each other,
    /// and where there is no such event.
    /// </summary>
    public static double? InFunctionSeconds(Timeline timeline, IReadOnlyList<EventStamps> events) =>
        timeline.Promises.IsBatch
            ? null
            : MedianSeconds(events.Skip(1).Select(e => e.ProcessedNs - e.ReceivedNs));

    /// <summary>
    /// At the system's boundary, the s of the closed form: the median over the events, in the order in which they were
    /// completed, of processed_i − max(processed_(i−1), scheduled_i, t1), seconds. In a backlog (for batch: always)
    /// this is the time from one completion to the next, transport overlapped; without one it is the event's latency.
    /// A stream is one or the other for most of its events, so the median is the one that decides t2; a stream that
    /// stalls or slows down on its way is then off the closed form, as it should be. Null without t1.
    /// </summary>
    public static double? BetweenCompletionsSeconds(IReadOnlyList<EventStamps> events, long? t1Ns)
    {
        if (t1Ns is not { } previousNs)
        {
            return null;
        }

        var times = new List<long?>(events.Count);
        foreach (var (processedNs, scheduledNs) in Completions(events))
        {
            times.Add(processedNs - Math.Max(previousNs, scheduledNs));
            previousNs = Math.Max(previousNs, processedNs);
        }

        return MedianSeconds(times);
    }

    private static IEnumerable<(long ProcessedNs, long ScheduledNs)> Completions(IEnumerable<EventStamps> events) =>
        events.Where(e => e.ProcessedNs is not null)
            .OrderBy(e => e.ProcessedNs)
            .Select(e => (e.ProcessedNs.GetValueOrDefault(), e.ScheduledNs));

    private static double? MedianSeconds(IEnumerable<long?> nanoseconds) =>
        Quantile.Of([.. nanoseconds.OfType<long>().Select(ns => Duration.Seconds(ns))], 0.5);
}
