namespace Eval.Harness.Model;

/// <summary>One stream against one system once: the unit of repetition. With arrivals it is the session, one execution
/// of an arrival process, and each of its streams is a record of this kind too.</summary>
public sealed record Trial
{
    /// <summary>Unique in the run: <c>b003-stream-function-10s-a1</c> and the like; [a-z0-9.-].</summary>
    public required string TrialId { get; init; }

    /// <summary>The system.</summary>
    public required SystemSpec System { get; init; }

    /// <summary>The workload.</summary>
    public required WorkloadSpec Workload { get; init; }

    /// <summary>The function's name.</summary>
    public required string Function { get; init; }

    /// <summary>The nominal duration.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>N, the number of events.</summary>
    public required int Events { get; init; }

    /// <summary>The randomised block, from 0: each block holds every cell once.</summary>
    public required int Block { get; init; }

    /// <summary>The repetition of its cell, from 0.</summary>
    public required int Repetition { get; init; }

    /// <summary>1, or more where an invalid trial was planned again.</summary>
    public required int Attempt { get; init; }

    /// <summary>From which the workload's bytes are derived; the same for all systems of a block and
    /// duration.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What is killed while the stream runs, by due time.</summary>
    public IReadOnlyList<FaultSpec> Faults { get; init; } = [];

    /// <summary>How the streams of a session come; null: this is one stream.</summary>
    public ArrivalSpec? Arrivals { get; init; }

    /// <summary>The trial id of the session that the stream belongs to; null: it came alone.</summary>
    public string? SessionId { get; init; }

    /// <summary>The stream's number in its session, from 0 in the order in which they come.</summary>
    public int Stream { get; init; }
}
