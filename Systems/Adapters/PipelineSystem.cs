using System.Collections.Concurrent;
using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>
/// The pipeline (paper, Section 5, "Stream"): an engine of coordinator and worker that is started when the stream
/// starts, while events wait at a broker that is always on. The worker reads the broker itself.
/// </summary>
[SystemUnderTest("pipeline", "Akka.Streams on Akka.Cluster, started for each stream; events wait at a broker")]
[SystemOption("source", "the broker where events wait: MQTT, or a real nats-server with JetStream",
    Choices = ["embedded", "jetstream"], Default = "embedded")]
[SystemNeed("source=jetstream", "nats-server")]
[SystemOption("start", "whether the engine runs before the stream", Choices = ["cold"], Default = "cold")]
[SystemOption("isolation", "what separates the engine's parts", Choices = ["process"], Default = "process")]
[SystemOption("timers", "the cluster's timers", Choices = ["default"], Default = "default")]
[SystemOption("queueEvents", "how many events the broker holds; a longer stream is rejected",
    Type = OptionType.Integer, Default = "100000", Minimum = 2, Maximum = 1 << 22)]
public sealed class PipelineSystem(SystemConfiguration configuration) : ISystemUnderTest
{
    private const int WarmUpStreams = 1;

    private readonly ConcurrentDictionary<PipelineStream, StreamRequest> _streams = [];
    private IPipelineBroker? _broker;
    private PipelineParts? _parts;

    /// <summary>Its broker, once deployed.</summary>
    internal IPipelineBroker Broker => _parts!.Broker;

    /// <inheritdoc />
    public SystemTraits Traits { get; } = new(
        KeepsOrder: true,
        LosesNothing: true,
        DuplicatesNothing: false,
        StampsInFunction: true,
        IsBatch: false,
        HasInstances: true);

    /// <inheritdoc />
    public async Task<Deployment> DeployAsync(CancellationToken cancellation)
    {
        var steps = new DeploymentSteps();
        var host = await configuration.Hosts.GetAsync("Systems/Pipelines", "r2r", cancellation);
        steps.Ended(host.WasCached ? "engine found" : "engine compiled");
        var bound = configuration.Integer("queueEvents");
        _broker = await StartBrokerAsync(bound, cancellation);
        steps.Ended("broker started");
        _parts = new PipelineParts(
            host.Executable,
            _broker,
            bound,
            new MapOperator(configuration.Function, configuration.FunctionParameters));
        await ThrowawayStreams.RunAsync(this, configuration.WarmUpPayload, WarmUpStreams, cancellation);
        steps.Ended($"{WarmUpStreams} throwaway stream through a whole engine");
        return new Deployment
        {
            Steps = steps.All,
            ControlProcessIds = _broker.ProcessIds,
            HostExecutable = host.Executable,
            Build = host.Build,
            HostSha256 = host.Sha256,
            Components = new Dictionary<string, string>
            {
                ["engine"] = "Akka.Cluster " + VersionOf(typeof(Akka.Cluster.Cluster)),
                ["broker"] = _broker.Component,
            },
            Facts = PipelineFacts.Of(_broker, bound),
        };
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<InstanceIdentity>>([.. _streams.Keys.SelectMany(stream => stream.LiveInstances)]);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer)
    {
        var parts = _parts ?? throw new InvalidOperationException("the system is not deployed");
        foreach (var over in _streams.Keys.Where(stream => stream.IsOver))
        {
            _streams.TryRemove(over, out _);
        }

        var prepared = new PipelineStream(parts, request, observer);
        _streams.TryAdd(prepared, request);
        return prepared;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }

    private async Task<IPipelineBroker> StartBrokerAsync(int bound, CancellationToken cancellation) =>
        configuration.Options["source"] == "jetstream"
            ? await PipelineJetStreamBroker.StartAsync(bound, configuration.Workspace, cancellation)
            : await PipelineMqttBroker.StartAsync(bound, cancellation);

    private static string VersionOf(Type type) => type.Assembly.GetName().Version!.ToString(3);
}
