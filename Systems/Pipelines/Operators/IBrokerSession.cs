using Akka.Streams;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The worker's one connection to a broker: events come in over it, and outputs go out over it.</summary>
internal interface IBrokerSession : IAsyncDisposable
{
    /// <summary>From now on deliveries enter that graph, in order, held back while it has no room; a lost connection
    /// fails it.</summary>
    void DeliverTo(ISourceQueueWithComplete<Delivery> graph);

    /// <summary>Publishes an output; the payload may be reused once this has returned.</summary>
    /// <exception cref="IOException">The broker refused it.</exception>
    Task PublishAsync(SinkOperator sink, StreamEvent output);

    /// <summary>Publishes the end of the stream.</summary>
    /// <exception cref="IOException">The broker refused it.</exception>
    Task PublishEndAsync(SinkOperator sink, ReadOnlyMemory<byte> trailer);
}
