using Eval.Harness.Analysis.Gates;
using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Analysis.Units;
using Eval.Harness.Analysis.Warnings;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>
/// Reduces a timeline to its measure: metrics by the definitions of DESIGN, Section 1, then the gates and warnings.
/// All differences are taken in whole nanoseconds before anything is divided; stamps are kept raw, never clamped.
/// </summary>
public static class TrialAnalysis
{
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>The measure of that trial, of a session with those of its streams. A stream that broke gives nulls
    /// where a stamp is missing, no exception.</summary>
    public static Measure Measure(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        return timeline.Streams.Count > 0 ? SessionAnalysis.Measure(timeline) : MeasureStream(timeline);
    }

    private static Measure MeasureStream(Timeline timeline)
    {
        var events = EffectiveStamps.Of(timeline);
        var times = StreamTimes.Of(events, timeline.Promises.StampsInFunction);
        var counts = EventCounts.Of(timeline, events);
        var phases = PhaseBoundaries.Of(timeline, events, times);
        var latencies = new LatencySample(EventLatencies.Nanoseconds(timeline));
        var completion = ServiceTimes.BetweenCompletionsSeconds(events, times.T1Ns);
        var measure = new Measure
        {
            Timeline = timeline,
            T0Ns = times.T0Ns,
            T1Ns = times.T1Ns,
            T2Ns = times.T2Ns,
            GenerationSpanSeconds = Duration.Seconds(times.GenerationSpanNs),
            ColdStartPenalty = Penalty(times),
            ProcessingOverheadSeconds = Duration.Seconds(times.TotalNs - times.GenerationSpanNs),
            PaperOverheadSeconds = Duration.Seconds(times.TotalNs - Duration.Nanoseconds(timeline.Trial.Duration)),
            EventLatencyP50Ms = latencies.QuantileMs(0.5),
            EventLatencyP99Ms = latencies.QuantileMs(0.99),
            ServiceSeconds = ServiceTimes.InFunctionSeconds(timeline, events) ?? completion,
            ClosedFormServiceSeconds = completion,
            ClosedFormTotalSeconds = ClosedFormPrediction.TotalSeconds(timeline, times, completion),
            LatenessP99Ms = Quantile.Of(Milliseconds(events.Select(e => e.CreatedNs - e.ScheduledNs)), 0.99),
            Sent = counts.Sent,
            Received = counts.Received,
            Lost = counts.Lost,
            Duplicated = counts.Duplicated,
            Reordered = counts.Reordered,
            Cold = Coldness.Of(timeline, times.T0Ns),
            Phases = phases.Ends,
            UnobservedPhases = phases.Unobserved,
        };
        return measure with
        {
            InvalidReasons = [.. GateCatalog.All.Select(g => Reason(g.Name, g.Violation(measure))).OfType<string>()],
            Warnings = [.. WarningCatalog.All.Select(w => Reason(w.Name, w.Remark(measure))).OfType<string>()],
        };
    }

    private static double? Penalty(StreamTimes times) =>
        times.TotalNs is null or 0 ? null : (double?)(times.T1Ns - times.T0Ns) / times.TotalNs;

    private static double[] Milliseconds(IEnumerable<long?> nanoseconds) =>
        [.. nanoseconds.OfType<long>().Select(ns => ns / NanosecondsPerMillisecond)];

    internal static string? Reason(string name, string? detail) => detail is null ? null : $"{name}: {detail}";
}
