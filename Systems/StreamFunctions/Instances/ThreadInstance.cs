using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>
/// An instance in process, as a box: it ends with its function. A thread cannot be killed: a kill cancels the token of
/// the function and takes its input away, and a second one its output too. One that has not returned after a time is
/// given up: it counts as ended then, says so, and loses its output; its thread stays for as long as the function
/// wants.
/// </summary>
/// <param name="cut">Takes the input away; told whether to take the output too.</param>
/// <param name="patience">How long an instance may take to end after a kill.</param>
/// <param name="givenUp">Told, before the output is taken away, that the function did not return.</param>
internal sealed class ThreadInstance(Action<bool> cut, TimeSpan patience, Action? givenUp = null)
    : ISandboxedInstance, IDisposable
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

        Cancel();
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

    /// <summary>On other threads: what a function has registered may throw, and may take for ever.</summary>
    private void Cancel()
    {
        try
        {
            _ = _cancellation.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended a moment ago.
        }
    }

    private void GiveUp()
    {
        lock (_life)
        {
            if (_ended || !_exited.TrySetResult(new ProcessExit(
                null, null, 0, null, MonotonicClock.NowNs, "the function did not return when it was cancelled")))
            {
                return;
            }
        }

        givenUp?.Invoke();
        lock (_life)
        {
            if (!_ended)
            {
                cut(true);
            }
        }
    }
}
