using System.Globalization;

namespace Eval.Systems.Sandboxes;

/// <summary>A child in a session of its own. It is reaped whether or not anybody waits for it.</summary>
internal sealed class SandboxedProcess : ISandboxedInstance
{
    private readonly Lock _life = new();
    private readonly TaskCompletionSource<ProcessExit> _exited =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long? _peakRssBytes;
    private bool _reaped;

    internal SandboxedProcess(int processId, long startIssuedNs, long startedNs, ErrorTail errors)
    {
        ProcessId = processId;
        StartIssuedNs = startIssuedNs;
        Started = Task.FromResult(startedNs);
        Errors = errors;
    }

    /// <summary>Its number, and that of its session and group.</summary>
    public int ProcessId { get; }

    int? ISandboxedInstance.ProcessId => ProcessId;

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
                _peakRssBytes = PeakRssBytes() ?? _peakRssBytes;
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
                _ = LibC.kill(-ProcessId, LibC.SignalKill);
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
            _ = LibC.kill(-ProcessId, LibC.SignalKill);
            if (LibC.wait4(ProcessId, &status, wait ? 0 : LibC.NoHang, usage) != ProcessId)
            {
                return false;
            }

            _reaped = true;
        }

        Errors.Drain();
        Errors.Dispose();
        var signal = status & 0x7f;
        _exited.TrySetResult(new ProcessExit(
            signal == 0 ? (status >> 8) & 0xff : null,
            signal == 0 ? null : signal,
            usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6),
            _peakRssBytes,
            nowNs,
            Errors.ToString()));
        return true;
    }

    private long? PeakRssBytes()
    {
        try
        {
            const string Label = "VmHWM:";
            foreach (var line in File.ReadLines($"/proc/{ProcessId}/status"))
            {
                if (line.StartsWith(Label, StringComparison.Ordinal))
                {
                    var kibibytes = line[Label.Length..^" kB".Length];
                    return 1024 * long.Parse(kibibytes, CultureInfo.InvariantCulture);
                }
            }
        }
        catch (IOException)
        {
            // It ended between two reads.
        }

        return null;
    }
}
