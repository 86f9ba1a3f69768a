using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>A real nats-server with JetStream, started for this system alone, with its data in the workspace.</summary>
internal sealed class PipelineJetStreamBroker : IPipelineBroker
{
    private readonly NatsServer _server;
    private readonly int _queueBound;

    private PipelineJetStreamBroker(NatsServer server, int queueBound) =>
        (_server, _queueBound) = (server, queueBound);

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
            + " published on the same connection; it waits a day for one",
        ["publishing"] = "acknowledged by JetStream, up to 256 ahead; the pacer never waits",
        ["copies_per_event"] = "4 through the kernel each way; in memory also JetStream's store and each client's"
            + " buffers",
        ["readiness"] = "the worker tells the coordinator when its graph runs on the durable consumer",
    };

    /// <summary>Starts one whose streams hold at most that many messages.</summary>
    /// <exception cref="SystemUnavailableException">nats-server is missing, or did not come up.</exception>
    public static async Task<PipelineJetStreamBroker> StartAsync(
        int queueBound, string workspace, CancellationToken cancellation) =>
        new(await NatsServer.StartAsync(workspace, cancellation), queueBound);

    /// <inheritdoc />
    public IPipelineProducer Connect(StreamRequest request, IStreamObserver observer) =>
        new PipelineJetStreamProducer(Port, _queueBound, request.StreamId, observer);

    /// <inheritdoc />
    public SourceOperator SourceOf(string streamId) => new JetStreamSource(
        Port, JetStreamNames.Stream(streamId), JetStreamNames.Consumer);

    /// <inheritdoc />
    public SinkOperator SinkOf(string streamId) => new(JetStreamNames.Output(streamId));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
