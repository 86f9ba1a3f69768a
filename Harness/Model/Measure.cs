namespace Eval.Harness.Model;

/// <summary>One trial reduced to its metrics, and whether they can be trusted. Null where a metric has no
/// value.</summary>
public sealed record Measure
{
    /// <summary>The trial.</summary>
    public required Timeline Timeline { get; init; }

    /// <summary>Each stream of a session; then the metrics here are medians over them, and the counts sums. Empty for a
    /// single stream.</summary>
    public IReadOnlyList<Measure> Streams { get; init; } = [];

    /// <summary>First event created: its scheduled time, nanoseconds.</summary>
    public required long T0Ns { get; init; }

    /// <summary>The function saw the first event, nanoseconds.</summary>
    public long? T1Ns { get; init; }

    /// <summary>The last event was processed, nanoseconds.</summary>
    public long? T2Ns { get; init; }

    /// <summary>L, from the first to the last scheduled event, seconds.</summary>
    public required double GenerationSpanSeconds { get; init; }

    /// <summary>(t1 − t0)/(t2 − t0), paper Eq. 1; 0 to 1.</summary>
    public double? ColdStartPenalty { get; init; }

    /// <summary>(t2 − t0) − L, seconds.</summary>
    public double? ProcessingOverheadSeconds { get; init; }

    /// <summary>(t2 − t0) − duration, seconds; may be negative.</summary>
    public double? PaperOverheadSeconds { get; init; }

    /// <summary>Quantile 0.5 of processed − scheduled over the stream's events, milliseconds.</summary>
    public double? EventLatencyP50Ms { get; init; }

    /// <summary>Quantile 0.99 of the same.</summary>
    public double? EventLatencyP99Ms { get; init; }

    /// <summary>Median of processed − received over the events after the first, seconds; for batch the median time
    /// from one completion to the next.</summary>
    public double? ServiceSeconds { get; init; }

    /// <summary>The s of the closed form: median of processed_i − max(processed_(i−1), scheduled_i, t1), seconds.
    /// </summary>
    public double? ClosedFormServiceSeconds { get; init; }

    /// <summary>t2 − t0 as the closed form of ORACLES, Section 1 predicts it from this trial's own times, seconds.
    /// </summary>
    public double? ClosedFormTotalSeconds { get; init; }

    /// <summary>Quantile 0.99 of created − scheduled, milliseconds.</summary>
    public double? LatenessP99Ms { get; init; }

    /// <summary>Events handed over.</summary>
    public required int Sent { get; init; }

    /// <summary>Events that the function saw.</summary>
    public required int Received { get; init; }

    /// <summary>Inputs without a processed stamp, drops apart.</summary>
    public required int Lost { get; init; }

    /// <summary>Extra deliveries.</summary>
    public required int Duplicated { get; init; }

    /// <summary>Sequences processed after a higher one.</summary>
    public required int Reordered { get; init; }

    /// <summary>No instance existed at t0 and all that served started after it; null where the system has
    /// none.</summary>
    public bool? Cold { get; init; }

    /// <summary>The phases' ends, contiguous from t0, all ten in order.</summary>
    public IReadOnlyList<PhaseEnd> Phases { get; init; } = [];

    /// <summary>Those that nobody observed; they are zero-length.</summary>
    public IReadOnlyList<PhaseName> UnobservedPhases { get; init; } = [];

    /// <summary>Why the measurement cannot be trusted: gate names with a detail, such as
    /// <c>generator-late: 12 of 100 events</c>.</summary>
    public IReadOnlyList<string> InvalidReasons { get; init; } = [];

    /// <summary>What to know though the trial is valid.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The measurement can be trusted.</summary>
    public bool Valid => InvalidReasons.Count == 0;

    /// <summary>It counts in estimates.</summary>
    public bool Counts => Valid && Timeline.Outcome == Outcome.Completed;

    /// <summary>It counts in estimates of what faults do, whatever became of the stream.</summary>
    public bool ShowsFault => Valid && Timeline.Faults.Any(fault => fault.KilledNs is not null);
}
