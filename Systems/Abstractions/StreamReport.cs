namespace Eval.Systems.Abstractions;

/// <summary>What a system tells of one stream after its end.</summary>
public sealed record StreamReport
{
    /// <summary>How it ended.</summary>
    public required StreamOutcome Outcome { get; init; }

    /// <summary>Why, where it did not complete; or what went wrong though it did, such as an instance that died between
    /// two requests.</summary>
    public string? Reason { get; init; }

    /// <summary>When the producer's side learned that the stream would not complete, MonotonicClock nanoseconds; null:
    /// it never did, or nobody stamped it.</summary>
    public long? LearnedNs { get; init; }

    /// <summary>The phase ends that the system observed: admit, sandbox, runtime, connect, teardown.</summary>
    public IReadOnlyList<PhaseMark> Marks { get; init; } = [];

    /// <summary>Every instance that existed for this stream.</summary>
    public IReadOnlyList<InstanceIdentity> Instances { get; init; } = [];

    /// <summary>The function's trailers: from the bundled functions, probe logs.</summary>
    public IReadOnlyList<InstanceTrailer> Trailers { get; init; } = [];

    /// <summary>Requests or messages that crossed to the system, and those to a store of its state.</summary>
    public long? Requests { get; init; }

    /// <summary>Payload bytes to the system, what is sent again and state read from a store included.</summary>
    public long? BytesIn { get; init; }

    /// <summary>Payload bytes back from the system, state written to a store included.</summary>
    public long? BytesOut { get; init; }

    /// <summary>Time the first event waited in the system's own queue, seconds.</summary>
    public double? QueueSeconds { get; init; }

    /// <summary>Events that the system dropped by policy, counted by it.</summary>
    public long Dropped { get; init; }

    /// <summary>What it consumed, as far as known.</summary>
    public ResourceUse Resources { get; init; } = new();
}
