namespace Eval.Harness.Model;

/// <summary>What the harness saw around a trial; null where it could not look.</summary>
public sealed record Observations
{
    /// <summary>Instances that served or awaited this system just before t0, by the system's own account.</summary>
    public int InstancesBefore { get; init; }

    /// <summary>Function hosts below the system's control processes just before t0, from the process table.</summary>
    public int ChildrenBefore { get; init; }

    /// <summary>Such children that were left after the stream's end, those apart that wait for the next by
    /// claim.</summary>
    public int ChildrenAfter { get; init; }

    /// <summary>Instances whose process the harness itself saw while the stream ran, with parent and executable as
    /// told.</summary>
    public IReadOnlyList<string> ConfirmedInstances { get; init; } = [];

    /// <summary>The executable that instances had to run, or null.</summary>
    public string? ExpectedExecutable { get; init; }

    /// <summary>Protections that were switched off, or that nothing enforced.</summary>
    public IReadOnlyList<string> Relaxed { get; init; } = [];

    /// <summary>How the function host was compiled, or null.</summary>
    public string? Build { get; init; }

    /// <summary>Share of CPU time that the hypervisor took, 0 to 1.</summary>
    public double? StealShare { get; init; }

    /// <summary>The one-minute load average before t0.</summary>
    public double? LoadBefore { get; init; }

    /// <summary>Share of the trial's time in which some task waited for a CPU (PSI, "some"), 0 to 1.</summary>
    public double? PressureShare { get; init; }

    /// <summary>The least difference that stamps can resolve, nanoseconds: the clock's step, and across hosts the error
    /// of the offset.</summary>
    public long ClockErrorNs { get; init; }

    /// <summary>How many cores the host has.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>Whether the trial's deadline passed.</summary>
    public bool DeadlinePassed { get; init; }
}
