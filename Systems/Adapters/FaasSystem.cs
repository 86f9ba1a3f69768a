using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>
/// A per-event FaaS (paper, Section 2): each event is one HTTP request, sent when it is due; the platform starts the
/// function from zero at the first. Requests in flight at once travel on connections of their own, so their order at
/// the gateway is likely but not promised, as on any FaaS.
/// </summary>
[SystemUnderTest("faas", "HTTP gateway with activator, one request per event, from zero", KeepsState = false)]
[SystemOption(
    "maxInstances", FaasOptions.MaxInstances, Type = OptionType.Integer, Default = "1", Minimum = 1, Maximum = 1)]
[SystemOption(
    "concurrency", FaasOptions.Concurrency, Type = OptionType.Integer, Default = "1", Minimum = 1, Maximum = 1)]
[SystemOption(
    "queue", FaasOptions.Queue, Type = OptionType.Integer, Default = "1024", Minimum = 1, Maximum = 1_000_000)]
[SystemOption(
    "idleTimeout", FaasOptions.IdleTimeout, Type = OptionType.Duration, Default = "60", Minimum = 0.1,
    Maximum = 86_400)]
public sealed class FaasSystem(SystemConfiguration configuration) : FaasKeys, ISystemUnderTest
{
    private const long MaxBodyBytes = 16 * 1024 * 1024;

    private readonly FaasPlatform _platform = new(configuration, MaxBodyBytes);

    /// <inheritdoc />
    public SystemTraits Traits { get; } = new(
        KeepsOrder: false, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: true, IsBatch: false,
        HasInstances: true);

    /// <inheritdoc />
    public Task<Deployment> DeployAsync(CancellationToken cancellation) =>
        _platform.DeployAsync(this, "one POST per event, its payload as the body", cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        _platform.ObserveAsync(cancellation);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) =>
        new FaasEventStream(_platform.Connect(request, observer));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _platform.DisposeAsync();
}
