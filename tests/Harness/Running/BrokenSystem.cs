using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Tests.Harness.Running;

/// <summary>A system that throws at one place of the port.</summary>
internal sealed class BrokenSystem(string where, Exception? fault = null) : ISystemUnderTest
{
    public bool IsDisposed { get; private set; }

    public SystemTraits Traits { get; init; } = new(true, true, true, true, IsBatch: false, HasInstances: false);

    public Task<Deployment> DeployAsync(CancellationToken cancellation)
    {
        Break("deploy");
        return Task.FromResult(new Deployment());
    }

    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation)
    {
        Break("observe");
        return Task.FromResult<IReadOnlyList<InstanceIdentity>>([]);
    }

    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer)
    {
        Break("prepare");
        return new Stream(this);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private void Break(string place)
    {
        if (place == where)
        {
            throw fault ?? new InvalidOperationException($"broken in {place}");
        }
    }

    private sealed class Stream(BrokenSystem system) : IStreamUnderTest
    {
        public void Send(StreamEvent item)
        {
        }

        public void Complete()
        {
        }

        public Task<StreamReport> FinishAsync(CancellationToken cancellation)
        {
            system.Break("finish");
            return Task.FromResult(new StreamReport { Outcome = StreamOutcome.Completed });
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
