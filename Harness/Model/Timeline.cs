namespace Eval.Harness.Model;

/// <summary>
/// Everything raw that one trial left: what all analysis starts from. Measured and simulated trials give the same
/// record.
/// </summary>
public sealed record Timeline
{
    /// <summary>What was run.</summary>
    public required Trial Trial { get; init; }

    /// <summary>live or simulated.</summary>
    public required string Executor { get; init; }

    /// <summary>One entry per planned event, by sequence. Of a workflow: received at the first stage, processed at the
    /// last one that saw it.</summary>
    public required IReadOnlyList<EventStamps> Events { get; init; }

    /// <summary>The stages of a workflow one by one; empty for a single function.</summary>
    public IReadOnlyList<StageStamps> Stages { get; init; } = [];

    /// <summary>The streams of a session, in the order in which they came; then the session has no events of its own.
    /// Empty for a single stream.</summary>
    public IReadOnlyList<Timeline> Streams { get; init; } = [];

    /// <summary>Phase ends that the system itself observed: admit, sandbox, runtime, connect, teardown.</summary>
    public IReadOnlyList<PhaseEnd> Marks { get; init; } = [];

    /// <summary>Units that existed for the stream.</summary>
    public IReadOnlyList<Instance> Instances { get; init; } = [];

    /// <summary>How the stream ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why, where it did not complete; or what went wrong though it did.</summary>
    public string? OutcomeReason { get; init; }

    /// <summary>Outputs against the oracle, or null where no output was expected back.</summary>
    public OutputCheck? Output { get; init; }

    /// <summary>Events that the system dropped by policy.</summary>
    public long Dropped { get; init; }

    /// <summary>What became of the trial's faults, in their order.</summary>
    public IReadOnlyList<InjectedFault> Faults { get; init; } = [];

    /// <summary>When the producer learned that its stream would not complete, nanoseconds; null: it never did.
    /// </summary>
    public long? LearnedNs { get; init; }

    /// <summary>Deliveries that were processed though the event had been before, as far as probes told.</summary>
    public long Recomputed { get; init; }

    /// <summary>Deliveries of sequences that were never sent.</summary>
    public long Strangers { get; init; }

    /// <summary>What the system promises.</summary>
    public required Promises Promises { get; init; }

    /// <summary>What the harness saw around it.</summary>
    public Observations Observations { get; init; } = new();

    /// <summary>What it moved and consumed.</summary>
    public Consumption Consumption { get; init; } = new();
}
