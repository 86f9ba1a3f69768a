using Eval.Systems.Abstractions;
using Eval.Systems.Functions;

namespace Eval.Systems.Adapters;

/// <summary>
/// A per-event FaaS (paper, Section 2): each event is one HTTP request, sent when it is due; the platform starts the
/// function from zero at the first. Requests in flight at once travel on connections of their own, and with several
/// instances, or several requests in one, a later event may be done before an earlier one: order is not promised, as on
/// any FaaS, and what was reordered is counted.
/// </summary>
[SystemUnderTest("faas", "HTTP gateway with activator, one request per event, from zero", KeepsState = false)]
[SystemOption("maxInstances", "the most instances at a time; one more starts where more requests wait than those that"
    + " start will take", Type = OptionType.Integer, Default = "1", Minimum = 1, Maximum = 64)]
[SystemOption("concurrency", "the most requests at a time in an instance",
    Type = OptionType.Integer, Default = "1", Minimum = 1, Maximum = 100)]
[SystemOption("queue", "the most requests that wait for an instance; more are refused with 503",
    Type = OptionType.Integer, Default = "1024", Minimum = 1, Maximum = 1_000_000)]
[SystemOption("idleTimeout", "how long an instance lives without a request",
    Type = OptionType.Duration, Default = "60", Minimum = 0.1, Maximum = 86_400)]
[SystemOption("state", "where a function's state is between two events: nowhere, in a Redis server, in the earlier"
    + " events, sent again with each, or in the memory of the one instance",
    Choices = [FaasState.None, FaasState.Redis, FaasState.Replay, FaasState.Sticky], Default = FaasState.None)]
[SystemRule("state=redis|replay|sticky", "stateful=yes", "a stateless function has no state to keep")]
[SystemRule("state=sticky", "maxInstances=1", "the state is in the memory of one instance")]
[SystemRule("state=redis", "isolation=process", "a box has no way to the server's socket")]
[SystemNeed("state=redis", "redis-server")]
public sealed class FaasSystem(SystemConfiguration configuration) : FaasKeys, ISystemUnderTest
{
    private const long MaxBodyBytes = 16 * 1024 * 1024;

    private readonly FaasPlatform _platform = new(configuration, MaxBodyBytes);

    private string State => FaasState.Of(configuration);

    /// <inheritdoc />
    public SystemTraits Traits { get; } = new(
        KeepsOrder: false, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: true, IsBatch: false,
        HasInstances: true);

    /// <inheritdoc />
    public Task<Deployment> DeployAsync(CancellationToken cancellation)
    {
        switch (State)
        {
            case FaasState.None:
                FaasFit.RequireStateless(configuration.Function);
                break;
            case FaasState.Redis:
                FaasFit.RequirePortable(FunctionCatalog.Find(configuration.Function));
                break;
        }

        return _platform.DeployAsync(
            this, State == FaasState.Replay ? FaasFacts.Replay : FaasFacts.PerEvent, cancellation);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        _platform.ObserveAsync(cancellation);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer)
    {
        FaasFit.RequireRoom("an event", request.LargestPayload, MaxBodyBytes, memoryBytes: null);
        if (State != FaasState.Replay)
        {
            return new HttpEventStream(_platform.Connect(_platform.Dialect(request), request, observer));
        }

        var window = FaasState.WindowOf(configuration.Function, request.Events);
        FaasFit.RequireRoomForReplay(request, window + 1, MaxBodyBytes, FaasFit.MemoryOf(configuration));
        var dialect = _platform.Dialect(request);
        var connection = _platform.Connect(dialect, request, observer);
        return new HttpEventStream(connection, new FaasReplay(connection, dialect, window).PostAsync);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _platform.DisposeAsync();
}
