using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;

namespace Eval.Tests.Systems.StreamFunctions;

/// <summary>Something of the test in the place of a box: it has no process, and ends when the test says so.</summary>
/// <param name="kill">What ends it where somebody else wants that; null: nothing does.</param>
internal sealed class UnboxedInstance(Action? kill = null) : ISandboxedInstance
{
    private readonly TaskCompletionSource<ProcessExit> _exited =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int? ProcessId => null;

    public long StartIssuedNs { get; } = MonotonicClock.NowNs;

    public Task<long> Started => Task.FromResult(StartIssuedNs);

    public Task<ProcessExit> Exited => _exited.Task;

    public void SamplePeakRss()
    {
        // It holds nothing of its own.
    }

    public void Kill()
    {
        if (kill is not null)
        {
            kill();
            End();
        }
    }

    /// <summary>It has ended, in order.</summary>
    public void End() => _exited.TrySetResult(new ProcessExit(0, null, 0, null, MonotonicClock.NowNs, ""));
}
