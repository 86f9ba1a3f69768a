using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>
/// Batch processing on the same platform as <see cref="FaasSystem"/>: the producer keeps its events, and hands over the
/// whole stream in one request when it has produced the last (paper, Section 5). Until then nothing of it is outside. A
/// stream that is above the limits of body or memory is refused before any of it is generated.
/// </summary>
[SystemUnderTest("batch", "the FaaS platform called once, with the whole stream")]
[SystemOption("maxInstances", "the most instances at a time, one for each stream that is handed over",
    OnlyIf = [Shared], Type = OptionType.Integer, Default = "4", Minimum = 1, Maximum = 64)]
[SystemOption("queue", "the most streams that wait for an instance; more are refused with 503", OnlyIf = [Shared],
    Type = OptionType.Integer, Default = "1024", Minimum = 1, Maximum = 1_000_000)]
[SystemOption("idleTimeout", "how long an instance lives without a stream", OnlyIf = [Shared],
    Type = OptionType.Duration, Default = "60", Minimum = 0.1, Maximum = 86_400)]
public sealed class BatchSystem(SystemConfiguration configuration) : FaasKeys, ISystemUnderTest
{
    private const string Shared = "start=natural";

    // The host holds the batch at once, within the heap limit that all function hosts share (512 MiB).
    private const long MaxBodyBytes = 256 * 1024 * 1024;

    private readonly FaasPlatform _platform = new(configuration, MaxBodyBytes);

    /// <inheritdoc />
    public SystemTraits Traits { get; } = new(
        KeepsOrder: true, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: true, IsBatch: true,
        HasInstances: true);

    /// <inheritdoc />
    public Task<Deployment> DeployAsync(CancellationToken cancellation) =>
        _platform.DeployAsync(
            this, FaasFacts.Batch, cancellation, "in memory, from the batch's first event to its last");

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        _platform.ObserveAsync(cancellation);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer)
    {
        if (request.PayloadBytes is { } payloads)
        {
            var heads = request.Events * EventBody.SizeOf(new StreamEvent(0, default));
            FaasFit.RequireRoom(
                $"a batch of {request.Events} events", payloads + heads, MaxBodyBytes, FaasFit.MemoryOf(configuration));
        }

        return new HttpBatchStream(_platform.Connect(_platform.Dialect(request), request, observer));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _platform.DisposeAsync();
}
