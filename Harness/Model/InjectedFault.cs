namespace Eval.Harness.Model;

/// <summary>What became of one planned fault in a trial.</summary>
/// <param name="Part">instance, worker or broker.</param>
/// <param name="At">The planned share of the generation span, 0 to 1.</param>
/// <param name="DueNs">When it was due, nanoseconds.</param>
public sealed record InjectedFault(string Part, double At, long DueNs)
{
    /// <summary>When the signal was sent, nanoseconds: later than due where nothing of that part served the stream
    /// before; null: nothing was killed.</summary>
    public long? KilledNs { get; init; }

    /// <summary>The process that was killed.</summary>
    public int? ProcessId { get; init; }

    /// <summary>What the system calls it.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Why nothing was killed; else null.</summary>
    public string? Problem { get; init; }
}
