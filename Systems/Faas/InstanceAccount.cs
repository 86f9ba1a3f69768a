namespace Eval.Systems.Faas;

/// <summary>One instance as the gateway tells of it. Stamps are MonotonicClock nanoseconds, null where the instance
/// never came so far.</summary>
public sealed record InstanceAccount
{
    /// <summary>Unique on the gateway.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Its process, as the gateway's host numbers it.</summary>
    public int? ProcessId { get; init; }

    /// <summary>That process's parent: the gateway, or a container engine's.</summary>
    public int? ParentProcessId { get; init; }

    /// <summary>The path that it runs.</summary>
    public required string Executable { get; init; }

    /// <summary>The start was about to be issued.</summary>
    public required long StartedNs { get; init; }

    /// <summary>The box is there.</summary>
    public long? SandboxNs { get; init; }

    /// <summary>The host's main was entered, by the host's own stamp.</summary>
    public long? RuntimeNs { get; init; }

    /// <summary>The host answers requests, by the host's own stamp.</summary>
    public long? ConnectNs { get; init; }

    /// <summary>What it last answered when it was asked whether it is ready, where it was not; else null.</summary>
    public string? LastProbe { get; init; }

    /// <summary>Nothing of the box is left.</summary>
    public long? TeardownNs { get; init; }

    /// <summary>User and system time, seconds.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Largest resident set, bytes.</summary>
    public long? RssPeakBytes { get; init; }

    /// <summary>How it ended, where nobody asked it to; else null.</summary>
    public string? Failure { get; init; }

    /// <summary>The function's trailer for each stream that it served.</summary>
    public IReadOnlyDictionary<string, byte[]> Trailers { get; init; } = new Dictionary<string, byte[]>();
}
