using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Tests.Harness.Running;

/// <summary>A system that echoes events at once, inside this process, and does one thing wrong.</summary>
internal sealed class MisbehavingSystem(Misdeed misdeed) : ISystemUnderTest
{
    private const string Instance = "i-1";

    private readonly Misdeed _misdeed = misdeed;

    public SystemTraits Traits { get; } = new(
        true, true, true, true, IsBatch: false,
        HasInstances: misdeed is Misdeed.StaysWarm or Misdeed.LiesAboutItself);

    public Task<Deployment> DeployAsync(CancellationToken cancellation) => Task.FromResult(new Deployment());

    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<InstanceIdentity>>(
            _misdeed == Misdeed.StaysWarm ? [IdentityOf(startedNs: 1)] : []);

    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) =>
        new Stream(_misdeed, request.Events, observer);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A process that is no child of the harness, so that the harness cannot have seen it.
    private static InstanceIdentity IdentityOf(long startedNs) =>
        new(Instance, "function", 1, 0, startedNs, "/hosts/function");

    private sealed class Stream(Misdeed misdeed, int events, IStreamObserver observer) : IStreamUnderTest
    {
        private const int Victim = 2;

        private readonly Probe _probe = new(events);
        private StreamEvent? _held;

        public void Send(StreamEvent item)
        {
            observer.Sent(item.Sequence, MonotonicClock.NowNs);
            var isVictim = item.Sequence == Victim;
            if (isVictim && misdeed == Misdeed.Drops)
            {
                return;
            }

            if (isVictim && misdeed == Misdeed.Swaps)
            {
                _held = item;
                return;
            }

            Handle(item);
            if (isVictim && misdeed == Misdeed.Doubles)
            {
                Handle(item);
            }

            if (_held is { } late)
            {
                _held = null;
                Handle(late);
            }
        }

        public void Complete()
        {
        }

        public async Task<StreamReport> FinishAsync(CancellationToken cancellation)
        {
            if (misdeed == Misdeed.Hangs)
            {
                await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            return new StreamReport
            {
                Outcome = cancellation.IsCancellationRequested ? StreamOutcome.Cancelled : StreamOutcome.Completed,
                Instances = misdeed switch
                {
                    Misdeed.StaysWarm => [IdentityOf(startedNs: 1)],
                    Misdeed.LiesAboutItself => [IdentityOf(MonotonicClock.NowNs)],
                    _ => [],
                },
                Trailers = [new InstanceTrailer(Instance, ProbeLog.Encode(_probe.Records))],
            };
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private void Handle(StreamEvent item)
        {
            _probe.Received(item.Sequence);
            _probe.HandedOver(item.Sequence);
            _probe.Finished(item.Sequence);
            var payload = item.Payload.ToArray();
            payload[0] ^= (byte)(item.Sequence == Victim && misdeed == Misdeed.AnswersWrong ? 1 : 0);
            observer.Returned(item with { Payload = payload }, MonotonicClock.NowNs);
        }
    }
}
