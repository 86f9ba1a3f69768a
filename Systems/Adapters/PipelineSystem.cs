using System.Collections.Concurrent;
using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>
/// The pipeline (paper, Section 5, "Stream"): an engine of a coordinator and workers, while events wait at a broker
/// that is always on. The workers read the broker themselves.
/// </summary>
[SystemUnderTest("pipeline", "Akka.Streams on Akka.Cluster: coordinator and workers; events wait at a broker")]
[SystemOption("source", "the broker where events wait: MQTT, or a real nats-server with JetStream",
    Choices = ["embedded", "jetstream"], Default = "embedded")]
[SystemFault("worker")]
[SystemFault("broker")]
[SystemNeed("source=jetstream", "nats-server")]
[SystemOption("start", "what runs before the stream: nothing, the cluster, or the job on it too; natural claims"
    + " nothing, and starts an engine for each stream",
    Choices = ["cold", "warm", "running", "natural"], Default = "cold")]
[SystemOption("workers", "worker processes; each reads its own partition of the stream",
    Type = OptionType.Integer, Default = "1", Minimum = 1, Maximum = 16)]
[SystemRule("source=embedded", "workers=1", "a session at the embedded broker belongs to one client")]
[SystemRule("stateful=yes", "workers=1", "each worker sees its share of the events alone")]
[SystemOption("isolation", "what separates the engine's parts", Choices = ["process"], Default = "process")]
[SystemOption("timers", "the cluster's timers: Akka's own, or gossip and heartbeats every 200 ms",
    Choices = [Timers.Default, Timers.Tuned], Default = Timers.Default)]
[SystemOption("queueEvents", "how many events the broker holds; a longer stream is rejected",
    Type = OptionType.Integer, Default = "100000", Minimum = 32, Maximum = 1 << 22)]
[SystemOption("storage", "where JetStream keeps events: in memory, or in a file of the workspace",
    OnlyIf = ["source=jetstream"], Choices = ["memory", "file"], Default = "memory")]
[SystemOption("storeBytes", "what the broker's store holds in all; beyond it events are refused, and the stream fails",
    OnlyIf = ["source=jetstream"], Type = OptionType.Size, Default = "4294967296", Minimum = 1 << 20,
    Maximum = 1L << 40)]
public sealed class PipelineSystem(SystemConfiguration configuration) : ISystemUnderTest
{
    private const int WarmUpStreams = 1;

    private readonly ConcurrentDictionary<PipelineStream, StreamRequest> _streams = [];
    private IPipelineBroker? _broker;
    private PipelineParts? _parts;

    /// <summary>Its broker, once deployed.</summary>
    internal IPipelineBroker Broker => _parts!.Broker;

    /// <summary>The cluster that outlives streams, or null.</summary>
    internal PipelineStandby? Standby { get; private set; }

    /// <inheritdoc />
    public SystemTraits Traits => new(
        KeepsOrder: configuration.Integer("workers") == 1,
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
        _parts = await StartBrokerAsync(host.Executable, cancellation);
        steps.Ended("broker started");
        if (configuration.Text("start") is ("warm" or "running") and var start)
        {
            Standby = new PipelineStandby(_parts, runsJob: start == "running");
            await Standby.StartAsync(cancellation);
            steps.Ended(Standby.RunsJob ? "cluster joined, first job running" : "cluster joined");
        }

        await ThrowawayStreams.RunAsync(this, configuration.WarmUpPayload, WarmUpStreams, cancellation);
        steps.Ended($"{WarmUpStreams} throwaway stream through a whole engine");
        return PipelineFacts.Describe(configuration, host, Broker, steps);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<InstanceIdentity>>(
        [
            .. Standby?.Cluster.LiveInstances ?? [],
            .. _streams.Keys.SelectMany(stream => stream.OwnInstances),
        ]);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer)
    {
        var parts = _parts ?? throw new InvalidOperationException("the system is not deployed");
        foreach (var over in _streams.Keys.Where(stream => stream.IsOver))
        {
            _streams.TryRemove(over, out _);
        }

        var prepared = new PipelineStream(parts, Standby, request, observer);
        _streams.TryAdd(prepared, request);
        return prepared;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await (Standby?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_broker?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<PipelineParts> StartBrokerAsync(string executable, CancellationToken cancellation)
    {
        var (bound, workers) = (configuration.Integer("queueEvents"), configuration.Integer("workers"));
        var usesJetStream = configuration.Text("source") == "jetstream";
        _broker = usesJetStream
            ? await PipelineJetStreamBroker.StartAsync(configuration, cancellation)
            : await PipelineMqttBroker.StartAsync(bound, cancellation);
        return new PipelineParts(
            new PipelineShape(executable, workers, configuration.Text("timers"), ReplacesWorkers: usesJetStream),
            _broker, bound, new MapOperator(configuration.Function, configuration.FunctionParameters));
    }
}
