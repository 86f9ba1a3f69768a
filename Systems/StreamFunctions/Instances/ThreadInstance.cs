using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>
/// An instance in process, as a box: it ends with its function. A thread cannot be killed: a kill cancels the function's
/// token and takes its input away, and a second one its output too. One that ignores both is given up after a time: it
/// counts as ended then, and says so.
/// </summary>
/// <param name="cut">Takes the input away; told whether to take the output too.</param>
/// <param name="patience">How long an instance may take to end after a kill.</param>
internal sealed class ThreadInstance(Action<bool> cut, TimeSpan patience) : ISandboxedInstance, IDisposable
{
    private readonly TaskCompletionSource<ProcessExit> _exited =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _life = new();
    private Timer? _patience;
    private int _kills;
    private bool _ended;

    /// <inheritdoc />
    public int? ProcessId => Environment.ProcessId;

    /// <inheritdoc />
    public long StartIssuedNs { get; } = MonotonicClock.NowNs;

    /// <inheritdoc />
    public Task<long> Started => Task.FromResult(StartIssuedNs);

    /// <inheritdoc />
    public Task<ProcessExit> Exited => _exited.Task;

    /// <summary>Cancelled by a kill.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Whether it was killed.</summary>
    public bool WasKilled => Volatile.Read(ref _kills) > 0;

    /// <inheritdoc />
    public void SamplePeakRss()
    {
        // Its memory is the control plane's.
    }

    /// <inheritdoc />
    public void Kill()
    {
        lock (_life)
        {
            if (_ended)
            {
                return;
            }

            cut(_kills++ > 0);
            _patience ??= new Timer(_ => GiveUp(), null, patience, Timeout.InfiniteTimeSpan);
        }

        _cancellation.Cancel();
    }

    /// <summary>The function has ended.</summary>
    /// <param name="exitCode">0 where it did not fail.</param>
    /// <param name="cpuSeconds">What its thread used.</param>
    public ProcessExit End(int exitCode, double cpuSeconds)
    {
        var exit = new ProcessExit(exitCode, null, cpuSeconds, null, MonotonicClock.NowNs, "");
        lock (_life)
        {
            _ended = true;
        }

        _exited.TrySetResult(exit);
        return exit;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _patience?.Dispose();
        _cancellation.Dispose();
    }

    private void GiveUp() => _exited.TrySetResult(new ProcessExit(
        null, null, 0, null, MonotonicClock.NowNs, "the function ignores its cancellation; its thread is given up"));
}
