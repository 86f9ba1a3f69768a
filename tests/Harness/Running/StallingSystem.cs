using System.Collections.Concurrent;
using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Tests.Harness.Running;

/// <summary>A system that echoes events at once, on a thread of its own, and stops for a while before one of them.
/// </summary>
internal sealed class StallingSystem(int victim, TimeSpan stall) : ISystemUnderTest
{
    public SystemTraits Traits { get; } = new(true, true, true, true, IsBatch: false, HasInstances: false);

    public Task<Deployment> DeployAsync(CancellationToken cancellation) => Task.FromResult(new Deployment());

    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<InstanceIdentity>>([]);

    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) =>
        new Stream(request.Events, observer, victim, (long)stall.TotalNanoseconds);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Stream : IStreamUnderTest
    {
        private readonly BlockingCollection<StreamEvent> _queue;
        private readonly IStreamObserver _observer;
        private readonly Probe _probe;
        private readonly Task _served;

        public Stream(int events, IStreamObserver observer, int victim, long stallNs)
        {
            _queue = new BlockingCollection<StreamEvent>(events);
            (_observer, _probe) = (observer, new Probe(events));
            _served = Task.Factory.StartNew(() => Serve(victim, stallNs), TaskCreationOptions.LongRunning);
        }

        public void Send(StreamEvent item)
        {
            _observer.Sent(item.Sequence, MonotonicClock.NowNs);
            _queue.Add(item);
        }

        public void Complete() => _queue.CompleteAdding();

        public async Task<StreamReport> FinishAsync(CancellationToken cancellation)
        {
            await _served.WaitAsync(cancellation);
            return new StreamReport
            {
                Outcome = StreamOutcome.Completed,
                Trailers = [new InstanceTrailer("i-1", ProbeLog.Encode(_probe.Records))],
            };
        }

        public async ValueTask DisposeAsync()
        {
            _queue.CompleteAdding();
            await _served;
            _queue.Dispose();
        }

        private void Serve(int victim, long stallNs)
        {
            foreach (var item in _queue.GetConsumingEnumerable())
            {
                if (item.Sequence == victim)
                {
                    PreciseWait.Until(MonotonicClock.NowNs + stallNs, CancellationToken.None);
                }

                _probe.Received(item.Sequence);
                _probe.HandedOver(item.Sequence);
                _observer.Returned(item, MonotonicClock.NowNs);
            }
        }
    }
}
