using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Adapters;

/// <summary>The process of somebody else's runtime that serves one stream.</summary>
internal sealed class RuntimeInstance(ISandboxedInstance box, string instanceId, string executable)
{
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(10);

    /// <summary>Who it is.</summary>
    public InstanceIdentity Identity { get; } = new(
        instanceId, "function", box.ProcessId, Environment.ProcessId, box.StartIssuedNs, executable);

    /// <summary>When its process existed, MonotonicClock nanoseconds.</summary>
    public long ExistsNs => box.Started.GetAwaiter().GetResult();

    /// <summary>Whether it is gone.</summary>
    public bool HasEnded => box.Exited.IsCompleted;

    /// <summary>How it ended, or null while it runs.</summary>
    public ProcessExit? Exit => box.Exited.IsCompletedSuccessfully ? box.Exited.Result : null;

    /// <summary>Waits on the calling thread until it has ended by itself; false where it has not within the limit.
    /// </summary>
    public bool WaitForEnd(TimeSpan limit) => box.Exited.Wait(limit);

    /// <summary>The file that its process runs now, as the kernel tells; null where it is gone.</summary>
    public string? FindExecutable() =>
        box.ProcessId is { } number && ProcessTable.Find(number) is { Executable.Length: > 0 } process
            ? process.Executable
            : null;

    /// <summary>Notes the largest memory so far, which the kernel does not tell afterwards.</summary>
    public void SamplePeakRss() => box.SamplePeakRss();

    /// <summary>Ends it at once.</summary>
    public void Kill() => box.Kill();

    /// <summary>Gives it that long to end by itself, then kills it, and waits until it is reaped. Tells whether it
    /// ended by itself.</summary>
    public bool End(TimeSpan patience)
    {
        if (WaitForEnd(patience))
        {
            return true;
        }

        box.Kill();
        WaitForEnd(KillLimit);
        return false;
    }
}
