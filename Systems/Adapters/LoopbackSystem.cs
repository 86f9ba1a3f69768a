using Eval.Systems.Abstractions;
using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>No system at all: the step runs on the pacer's thread, so that what is measured is the instrument itself.
/// </summary>
[SystemUnderTest("loopback", "no system: the function called in the generator's thread; the instrument's own cost")]
public sealed class LoopbackSystem(SystemConfiguration configuration) : ISystemUnderTest
{
    /// <inheritdoc />
    public SystemTraits Traits { get; } = new(
        KeepsOrder: true, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: true, IsBatch: false,
        HasInstances: false);

    /// <inheritdoc />
    public Task<Deployment> DeployAsync(CancellationToken cancellation) =>
        Task.FromResult(new Deployment { Facts = new Dictionary<string, string> { ["transport"] = "function call" } });

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<InstanceIdentity>>([]);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) =>
        new Loop(configuration, request, observer);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Loop : IStreamUnderTest
    {
        private readonly IStreamObserver _observer;
        private readonly Probe _probe;
        private readonly PerEventBinding _function;
        private string? _failure;
        private long _requests;

        public Loop(SystemConfiguration configuration, StreamRequest request, IStreamObserver observer)
        {
            _observer = observer;
            _probe = new Probe(request.Events);
            var parameters = new FunctionParameters(configuration.FunctionParameters);
            var definition = FunctionCatalog.Find(configuration.Function);
            _function = new PerEventBinding(definition, parameters, _probe, keepState: true);
        }

        public void Send(StreamEvent item)
        {
            _observer.Sent(item.Sequence, MonotonicClock.NowNs);
            try
            {
                _requests++;
                foreach (var output in _function.Handle(item))
                {
                    _observer.Returned(output, MonotonicClock.NowNs);
                }
            }
#pragma warning disable CA1031 // A function may throw anything, and it belongs to the report.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _failure ??= $"function: {failure.Message}";
            }
        }

        public void Complete()
        {
        }

        public Task<StreamReport> FinishAsync(CancellationToken cancellation) =>
            Task.FromResult(new StreamReport
            {
                Outcome = cancellation.IsCancellationRequested ? StreamOutcome.Cancelled
                    : _failure is null ? StreamOutcome.Completed : StreamOutcome.Failed,
                Reason = _failure,
                Trailers = [new InstanceTrailer("loopback", ProbeLog.Encode(_probe.Records))],
                Requests = _requests,
            });

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
