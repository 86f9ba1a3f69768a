namespace Eval.Systems.Sandboxes;

/// <summary>A program in its box. It is reaped whether or not anybody waits for it.</summary>
public interface ISandboxedInstance
{
    /// <summary>The program's process as this host numbers it; null while not known.</summary>
    int? ProcessId { get; }

    /// <summary>When the start was issued, MonotonicClock nanoseconds.</summary>
    long StartIssuedNs { get; }

    /// <summary>Completes with the time at which the box was there, MonotonicClock nanoseconds; faults with a
    /// <see cref="SandboxException"/> where it never was.</summary>
    Task<long> Started { get; }

    /// <summary>Completes once nothing of the box is left: processes reaped, container and mounts removed.</summary>
    Task<ProcessExit> Exited { get; }

    /// <summary>What an engine told of its container once it had started it; null while not, and without one.</summary>
    ContainerFacts? Container => null;

    /// <summary>Whoever the program has connected to tells its process: news where it is no child of ours.</summary>
    void BeTold(int processId) => _ = processId;

    /// <summary>Notes the largest memory so far, where the kernel does not keep it beyond the end.</summary>
    void SamplePeakRss();

    /// <summary>Ends all that is in the box, at once; nothing happens where it has ended.</summary>
    void Kill();
}
