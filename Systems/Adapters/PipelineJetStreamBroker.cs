using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;
using NATS.Client.Core;
using NATS.Client.JetStream;

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
    public IReadOnlyDictionary<string, string> Facts { get; } = new Dictionary<string, string>
    {
        ["codec"] = "one NATS message per event; sequence and event headers are message headers",
        ["transport"] = "NATS over loopback TCP; events through JetStream (a stream in memory, made for each trial),"
            + " outputs over a core subject",
        ["delivery"] = "at least once: a durable pull consumer with explicit acknowledgement after the outputs were"
            + " published on the same connection; it waits a day for one, and whoever takes over from a lost worker"
            + " makes a new one, to which everything unacknowledged comes again",
        ["partitions"] = "one per worker, by sequence in turn; order is kept within a partition, and across them not",
        ["publishing"] = "acknowledged by JetStream, up to 256 ahead; the pacer never waits",
        ["copies_per_event"] = "4 through the kernel each way; in memory also JetStream's store and each client's"
            + " buffers",
        ["readiness"] = "each worker tells the coordinator when its graph runs on its durable consumer",
    };

    /// <summary>Starts one.</summary>
    /// <param name="keeper">What it is to hold of each stream.</param>
    /// <param name="storeBytes">The most bytes that it holds in all.</param>
    /// <param name="workspace">Where it may write.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SystemUnavailableException">nats-server is missing, or did not come up.</exception>
    public static async Task<PipelineJetStreamBroker> StartAsync(
        PipelineJetStreamKeeper keeper, long storeBytes, string workspace, CancellationToken cancellation) =>
        new(await NatsServer.StartAsync(workspace, cancellation, storeBytes), keeper);

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
