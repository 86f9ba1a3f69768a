using Eval.Systems.Sandboxes;

namespace Eval.Tests.Systems.Faas;

/// <summary>A box whose start and end the test decides.</summary>
internal sealed class FakeBox : ISandboxedInstance
{
    private readonly TaskCompletionSource<long> _started = new();
    private readonly TaskCompletionSource<ProcessExit> _exited = new();

    public int? ProcessId { get; private set; }

    public long StartIssuedNs => 1;

    public Task<long> Started => _started.Task;

    public Task<ProcessExit> Exited => _exited.Task;

    public void SamplePeakRss()
    {
        // It holds nothing.
    }

    public void Kill() => End("");

    public void BeThere(int processId)
    {
        ProcessId = processId;
        _started.SetResult(2);
    }

    public void NeverBe(string reason)
    {
        _started.SetException(new SandboxException(reason));
        End(reason);
    }

    public void End(string lastWords) => _exited.TrySetResult(new ProcessExit(1, null, 0, null, 3, lastWords));
}
