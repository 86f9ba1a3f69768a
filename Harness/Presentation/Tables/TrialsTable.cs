using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Tables;

/// <summary>trials.csv. All columns exist from the start, so that later runs fit beside this one.</summary>
internal static class TrialsTable
{
    /// <summary>Its columns.</summary>
    public static Table<TrialRow> Table { get; } = new(
        "trials.csv",
        "One row for each attempted trial (one stream against one system once), in the order in which they ran; of a "
            + "session one row for each of its streams, in the order in which they came.",
        [.. Identity(), .. Setup(), .. Times(), .. Counts(), .. Consumption(), .. Verdict()]);

    /// <summary>Its rows.</summary>
    public static IEnumerable<TrialRow> Rows(Run run) =>
        run.Streams.Select(measure => new TrialRow(run.Manifest.RunId, measure));

    private static Column<TrialRow>[] Identity() =>
    [
        new("run_id", "text", "The run; names its folder.", row => row.RunId),
        new("trial_id", "text", "Unique in the run.", row => row.Trial.TrialId),
        new("session_id", "text", "The execution of an arrival process; for single arrivals the trial itself.",
            row => row.Trial.SessionId ?? row.Trial.TrialId),
        new("stream", "1", "The stream's number in its session, from 0.", row => row.Trial.Stream),
        new("stage", "1", "The workflow's stage, from 0; empty for a workflow as a whole.", row => row.Stage),
        new("block", "1", "The randomised block, from 0; each block holds every cell once.", row => row.Trial.Block),
        new("repetition", "1", "The repetition of its cell, from 0.", row => row.Trial.Repetition),
        new("attempt", "1", "1, or more where an invalid trial was planned again.", row => row.Trial.Attempt),
        new("executor", "text", "live or simulated.", row => row.Timeline.Executor),
    ];

    private static Column<TrialRow>[] Setup() =>
    [
        new("system", "text", "The system's label in the scenario.", row => row.Trial.System.Name),
        new("kind", "text", "The system's kind.", row => row.Trial.System.Kind),
        new("isolation", "text", "Isolation of its instances.", row => row.Option("isolation")),
        new("build", "text", "How its function host was compiled: aot, r2r or jit.",
            row => row.Timeline.Observations.Build),
        new("start", "text", "The claim: cold, warm, running or natural.", row => row.Option("start")),
        new("source", "text", "A pipeline's source.", row => row.Option("source")),
        new("buffer", "text", "A stream function's message buffer.", row => row.Option("buffer")),
        new("state", "text", "Where a per-event function keeps state.", row => row.Option("state")),
        new("stamps", "text", "function (by the probe in the function) or boundary: t1 and t2 are returns, so "
                + "that what follows from them is an upper bound.",
            row => row.Timeline.Promises.StampsInFunction ? "function" : "boundary"),
        new("workload", "text", "The workload's kind.", row => row.Trial.Workload.Kind),
        new("function", "text", "The function's name or path; of a workflow all of them, joined by ' > '.",
            row => row.Trial.Function),
        new("parameters", "text", "The matrix' keys, key=value;..., sorted; empty without a matrix.",
            row => row.Trial.System.Parameters),
        new("duration_s", "s", "The nominal duration.", row => row.Trial.Duration.TotalSeconds),
        new("events", "1", "N, the planned events.", row => row.Trial.Events),
    ];

    private static Column<TrialRow>[] Times() =>
    [
        new("arrival_ns", "ns", "When the stream arrived; for single arrivals t0.", row => row.Measure.T0Ns),
        new("t0_ns", "ns", "The first event's scheduled time.", row => row.Measure.T0Ns),
        new("t1_ns", "ns", "The function's code saw the first event.", row => row.Measure.T1Ns),
        new("t2_ns", "ns", "The last event was processed.", row => row.Measure.T2Ns),
        new("generation_span_s", "s", "L, from the first to the last scheduled event: (N - 1)/rate.",
            row => row.Measure.GenerationSpanSeconds),
        new("cold_start_penalty", "1", "(t1 - t0)/(t2 - t0), paper Eq. 1; 0 to 1.",
            row => row.Measure.ColdStartPenalty),
        new("processing_overhead_s", "s", "(t2 - t0) - L.", row => row.Measure.ProcessingOverheadSeconds),
        new("paper_overhead_s", "s", "(t2 - t0) - duration; may be negative.",
            row => row.Measure.PaperOverheadSeconds),
    ];

    private static Column<TrialRow>[] Counts() =>
    [
        new("admitted", "true/false", "The system accepted the stream.", row => row.Admitted),
        new("queue_s", "s", "The first event's wait in the system's own queue.",
            row => row.Consumption.QueueSeconds),
        new("sent", "1", "Events handed over.", row => row.Measure.Sent),
        new("received", "1", "Events that the function saw.", row => row.Measure.Received),
        new("dropped", "1", "Events that the system dropped by policy, by its own count.", row => row.Timeline.Dropped),
        new("lost", "1", "Inputs without a processed stamp, drops apart; with boundary stamps those without an output.",
            row => row.Measure.Lost),
        new("duplicated", "1", "Extra deliveries.", row => row.Measure.Duplicated),
        new("reordered", "1", "Sequences processed after a higher one.", row => row.Measure.Reordered),
        new("requests", "1", "Requests or messages that crossed to the system, and those to a store of its state.",
            row => row.Consumption.Requests),
        new("bytes_in", "bytes", "Payload to the system, what is sent again and state read from a store included.",
            row => row.Consumption.BytesIn),
        new("bytes_out", "bytes", "Payload back, state written to a store included.", row => row.Consumption.BytesOut),
        new("output_ok", "true/false", "Every output came back, equal to the oracle's, and nothing else; empty where "
                + "nobody knows what the function must give, as with an executable: that makes no trial invalid.",
            row => row.Timeline.Output?.IsRight),
    ];

    private static Column<TrialRow>[] Consumption() =>
    [
        new("instance_id", "text", "The instance that saw the first event.", row => row.InstanceId),
        new("instances", "1", "Units that existed for the stream.", row => row.Instances),
        new("cold", "true/false", "No instance existed at t0, and all that served started after it.",
            row => row.Measure.Cold),
        new("lateness_p99_ms", "ms", "Quantile 0.99 of created - scheduled.", row => row.Measure.LatenessP99Ms),
        new("cpu_s", "s", "CPU time of the stream's instances.", row => row.Consumption.CpuSeconds),
        new("control_cpu_s", "s", "CPU time of the control plane meanwhile.",
            row => row.Consumption.ControlCpuSeconds),
        new("rss_peak_bytes", "bytes", "Largest resident set of one instance.", row => row.Consumption.RssPeakBytes),
        new("instance_seconds", "s", "Sum of the instances' lifetimes.", row => row.Consumption.InstanceSeconds),
        new("cost", "currency", "Price of the stream.", null),
        new("currency", "text", "The cost's currency.", null),
    ];

    private static Column<TrialRow>[] Verdict() =>
    [
        new("relaxed", "text", "Protections that were switched off, or that nothing enforced, joined by ';'.",
            row => string.Join(';', row.Timeline.Observations.Relaxed)),
        new("unobserved_phases", "text", "Phases that nobody observed, joined by ';'; they have no length.",
            row => row.UnobservedPhases),
        new("outcome", "text", "completed, failed, rejected or cancelled.", row => Names.Of(row.Timeline.Outcome)),
        new("outcome_reason", "text",
            "Why, where it did not complete; a stream function's begins with the code of its end.",
            row => row.Timeline.OutcomeReason),
        new("valid", "true/false", "The measurement can be trusted.", row => row.Measure.Valid),
        new("invalid_reasons", "text", "The gates that it failed, with details, joined by '; '.",
            row => row.InvalidReasons),
    ];
}
