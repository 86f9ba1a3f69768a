using Eval.Harness.Analysis.Gates;
using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Analysis.Units;
using Eval.Harness.Analysis.Warnings;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Reduces a session: each stream as if it had come alone, then the session from them.</summary>
internal static class SessionAnalysis
{
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>The measure of a session with at least one stream. A session that cannot be trusted makes each of its
    /// streams one that cannot.</summary>
    public static Measure Measure(Timeline session)
    {
        Measure[] streams = [.. session.Streams.Select(TrialAnalysis.Measure)];
        var measure = Summary(session, streams);
        string[] reasons =
        [
            .. SessionGates.Violations(streams),
            .. GateCatalog.All.Where(gate => gate.IsOfSession)
                .Select(gate => TrialAnalysis.Reason(gate.Name, gate.Violation(measure))).OfType<string>(),
        ];
        return measure with
        {
            InvalidReasons = reasons,
            Warnings =
            [
                .. WarningCatalog.All.Where(warning => warning.IsOfSession)
                    .Select(warning => TrialAnalysis.Reason(warning.Name, warning.Remark(measure))).OfType<string>(),
            ],
            Streams =
            [
                .. streams.Select(stream => stream with
                {
                    InvalidReasons = [.. stream.InvalidReasons, .. reasons.Select(OfSession)],
                }),
            ],
        };
    }

    /// <summary>A stream's row tells that it is the session's reason, after the gate's name.</summary>
    private static string OfSession(string reason) =>
        reason.Insert(reason.IndexOf(':', StringComparison.Ordinal), ": session");

    private static Measure Summary(Timeline session, Measure[] streams)
    {
        var begun = streams.MinBy(stream => stream.T0Ns)!;
        var bare = new Measure
        {
            Timeline = session,
            Streams = streams,
            T0Ns = begun.T0Ns,
            T1Ns = begun.T1Ns,
            T2Ns = streams.Max(stream => stream.T2Ns),
            GenerationSpanSeconds = Duration.Seconds(
                streams.Max(stream => LastDueNs(stream.Timeline)) - begun.T0Ns),
            LatenessP99Ms = Quantile.Of(Lateness(session), 0.99),
            Sent = streams.Sum(stream => stream.Sent),
            Received = streams.Sum(stream => stream.Received),
            Lost = streams.Sum(stream => stream.Lost),
            Duplicated = streams.Sum(stream => stream.Duplicated),
            Reordered = streams.Sum(stream => stream.Reordered),
        };
        double? Median(string metric) =>
            SessionValues.Of(bare, MetricCatalog.All.First(one => one.Name == metric));
        return bare with
        {
            ColdStartPenalty = Median("cold_start_penalty"),
            ProcessingOverheadSeconds = Median("processing_overhead_s"),
            PaperOverheadSeconds = Median("paper_overhead_s"),
            EventLatencyP50Ms = Median("event_latency_p50_ms"),
            EventLatencyP99Ms = Median("event_latency_p99_ms"),
        };
    }

    private static long LastDueNs(Timeline stream) =>
        stream.Events.Count == 0 ? 0 : stream.Events[^1].ScheduledNs;

    private static double[] Lateness(Timeline session) =>
    [
        .. session.Streams.SelectMany(stream => EffectiveStamps.Of(stream))
            .Select(item => item.CreatedNs - item.ScheduledNs).OfType<long>()
            .Select(ns => ns / NanosecondsPerMillisecond),
    ];
}
