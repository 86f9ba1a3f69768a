namespace Eval.Systems.Sandboxes;

/// <summary>A child in a session of its own. It is reaped whether or not anybody waits for it.</summary>
internal sealed class SandboxedProcess : ISandboxedInstance
{
    // What a monitor returns where a signal ended the program: 128 + its number, as shells do.
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    // Once known it is kept, since reports ask for it when the program has ended.
    private int? _programId;

    private readonly Lock _life = new();
    private readonly TaskCompletionSource<ProcessExit> _exited =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long? _peakRssBytes;
    private bool _reaped;

    /// <param name="processId">Its number, and that of its session and group.</param>
    /// <param name="startIssuedNs">When its start was issued, MonotonicClock nanoseconds.</param>
    /// <param name="startedNs">When it was there, MonotonicClock nanoseconds.</param>
    /// <param name="errors">Its error output.</param>
    internal SandboxedProcess(int processId, long startIssuedNs, long startedNs, ErrorTail errors)
    {
        LeaderId = processId;
        StartIssuedNs = startIssuedNs;
        Started = Task.FromResult(startedNs);
        Errors = errors;
    }

    /// <inheritdoc />
    public int? ProcessId => _programId ??= !IsMonitored ? LeaderId
        : KernelFile.ChildrenOfMain(LeaderId) is [var program, ..] ? program : null;

    /// <summary>Our child, which leads the session: the program, or its monitor.</summary>
    internal int LeaderId { get; }

    /// <summary>Whether the child is a monitor of the program, which is the monitor's only child.</summary>
    internal bool IsMonitored { get; init; }

    /// <summary>Gives back the box's cgroup once all in it has ended; tells whether memory was the reason.</summary>
    internal Func<Task<bool>>? ReleaseAsync { get; init; }

    /// <summary>When its start was issued, MonotonicClock nanoseconds.</summary>
    public long StartIssuedNs { get; }

    /// <inheritdoc />
    public Task<long> Started { get; }

    /// <summary>Completes when it has been reaped, and all others of its group have been killed.</summary>
    public Task<ProcessExit> Exited => _exited.Task;

    internal ErrorTail Errors { get; }

    /// <summary>Notes its largest resident set so far. wait4(2) cannot tell: a spawned child inherits its parent's
    /// maximum. Without effect once it has ended.</summary>
    public void SamplePeakRss()
    {
        lock (_life)
        {
            if (!_reaped)
            {
                _peakRssBytes = PeakMemory.OfFamily(ProcessId ?? LeaderId) ?? _peakRssBytes;
            }
        }
    }

    /// <summary>Kills it and all others of its group at once; nothing happens where it has ended.</summary>
    public void Kill()
    {
        SamplePeakRss();
        lock (_life)
        {
            if (!_reaped)
            {
                // The program is process 1 of its box: all others die with it, before the monitor sees its end.
                _ = IsMonitored && ProcessId is { } program
                    ? LibC.kill(program, LibC.SignalKill)
                    : LibC.kill(-LeaderId, LibC.SignalKill);
            }
        }
    }

    /// <summary>Takes the ended process from the kernel; the lock keeps a late kill off a reused number.</summary>
    internal unsafe bool TryReap(long nowNs, bool wait)
    {
        int status;
        long* usage = stackalloc long[18];
        lock (_life)
        {
            // While the leader is a zombie its number cannot be reused, so its whole group can be swept.
            _ = LibC.kill(-LeaderId, LibC.SignalKill);
            if (LibC.wait4(LeaderId, &status, wait ? 0 : LibC.NoHang, usage) != LeaderId)
            {
                return false;
            }

            _reaped = true;
        }

        Errors.Drain();
        Errors.Dispose();
        var (exitCode, signal) = Decode(status);
        Finish(new ProcessExit(
            exitCode,
            signal,
            usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6),
            _peakRssBytes,
            nowNs,
            Errors.ToString()));
        return true;
    }

    /// <summary>The low seven bits hold a signal, the next byte a code.</summary>
    private (int? ExitCode, int? Signal) Decode(int status)
    {
        var (signal, code) = (status & 0x7f, (status >> 8) & 0xff);
        return signal != 0 ? (null, signal)
            : IsMonitored && code is > SignalBase and <= SignalBase + LastSignal ? (null, code - SignalBase)
            : (code, null);
    }

    private void Finish(ProcessExit exit)
    {
        if (ReleaseAsync is null)
        {
            _exited.TrySetResult(exit);
            return;
        }

        ReleaseAsync().ContinueWith(
            released => _exited.TrySetResult(exit with
            {
                OutOfMemory = exit.ExitCode != 0 && released is { IsCompletedSuccessfully: true, Result: true },
            }),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
