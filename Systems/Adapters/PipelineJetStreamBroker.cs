using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Eval.Systems.Adapters;

/// <summary>A real nats-server with JetStream, started for this system alone, with its data in the workspace.</summary>
internal sealed class PipelineJetStreamBroker : IPipelineBroker
{
    private readonly NatsServer _server;
    private readonly PipelineJetStreamKeeper _keeper;

    private PipelineJetStreamBroker(NatsServer server, PipelineJetStreamKeeper keeper) =>
        (_server, _keeper) = (server, keeper);

    /// <summary>Where it listens.</summary>
    public int Port => _server.Port;

    /// <inheritdoc />
    public IReadOnlyList<int> ProcessIds => _server.ProcessIds;

    /// <inheritdoc />
    public string Component => "nats-server " + _server.Version;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string>
    {
        ["codec"] = "one NATS message per event; sequence and event headers are message headers",
        ["transport"] = $"NATS over loopback TCP; events through JetStream (a stream in {Place}, made for each trial),"
            + " outputs over a core subject",
        ["delivery"] = "at least once: a durable pull consumer with explicit acknowledgement after the outputs were"
            + " published on the same connection; it waits a day for one, and whoever takes over from a lost worker"
            + " makes a new one, to which everything unacknowledged comes again",
        ["partitions"] = "one per worker, by sequence in turn; order is kept within a partition, and across them not",
        ["publishing"] = "acknowledged by JetStream, up to 256 ahead; the pacer never waits",
        ["durability"] = _keeper.Storage == StreamConfigStorage.File
            ? "in a file, which the server syncs every two minutes, its default, and not for each event"
            : "in the server's memory, and gone with it",
        ["copies_per_event"] = "4 through the kernel each way; in memory also JetStream's store and each client's"
            + " buffers",
        ["readiness"] = "each worker tells the coordinator when its graph runs on its durable consumer",
    };

    private string Place => _keeper.Storage == StreamConfigStorage.File ? "a file" : "memory";

    /// <summary>Starts one by the pipeline's keys <c>queueEvents</c>, <c>workers</c>, <c>storage</c> and
    /// <c>storeBytes</c>.</summary>
    /// <exception cref="SystemUnavailableException">nats-server is missing, or did not come up.</exception>
    public static async Task<PipelineJetStreamBroker> StartAsync(
        SystemConfiguration configuration, CancellationToken cancellation)
    {
        var keeper = new PipelineJetStreamKeeper(
            configuration.Integer("queueEvents"),
            configuration.Integer("workers"),
            configuration.Text("storage") == "file" ? StreamConfigStorage.File : StreamConfigStorage.Memory);
        var storeBytes = long.Parse(configuration.Text("storeBytes"), CultureInfo.InvariantCulture);
        return new(await NatsServer.StartAsync(configuration.Workspace, cancellation, storeBytes), keeper);
    }

    /// <inheritdoc />
    public async Task KeepAsync(string stream, CancellationToken cancellation)
    {
        await using var connection = new NatsConnection(NatsClient.Options(Port, "keeper"));
        try
        {
            await _keeper.KeepAsync(new NatsJSContext(connection), stream, cancellation);
        }
        catch (NatsException failure)
        {
            throw new IOException($"the broker does not keep '{stream}': {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public IPipelineProducer Connect(string stream, bool isKept, IStreamObserver observer) =>
        new PipelineJetStreamProducer(Port, _keeper, stream, isKept, observer);

    /// <inheritdoc />
    public SourceOperator SourceOf(string stream) => new JetStreamSource(
        Port, JetStreamNames.Stream(stream), JetStreamNames.Input(stream));

    /// <inheritdoc />
    public SinkOperator SinkOf(string stream) => new(JetStreamNames.Output(stream));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
