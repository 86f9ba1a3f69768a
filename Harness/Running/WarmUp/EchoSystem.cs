using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Harness.Running.WarmUp;

/// <summary>Answers each event with itself in the generator's thread: the instrument and nothing else.</summary>
internal sealed class EchoSystem : ISystemUnderTest
{
    public SystemTraits Traits { get; } =
        new(true, true, true, true, IsBatch: false, HasInstances: false);

    public Task<Deployment> DeployAsync(CancellationToken cancellation) => Task.FromResult(new Deployment());

    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<InstanceIdentity>>([]);

    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) =>
        new Echo(new Probe(request.Events), observer);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Echo(Probe probe, IStreamObserver observer) : IStreamUnderTest
    {
        public void Send(StreamEvent item)
        {
            observer.Sent(item.Sequence, MonotonicClock.NowNs);
            probe.Received(item.Sequence);
            probe.HandedOver(item.Sequence);
            observer.Returned(item, MonotonicClock.NowNs);
        }

        public void Complete()
        {
        }

        public Task<StreamReport> FinishAsync(CancellationToken cancellation) => Task.FromResult(new StreamReport
        {
            Outcome = StreamOutcome.Completed,
            Trailers = [new InstanceTrailer("echo", ProbeLog.Encode(probe.Records))],
        });

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
