using System.Threading.Channels;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The worker's one connection to a broker: events come in over it, and outputs go out over it.</summary>
internal interface IBrokerSession : IAsyncDisposable
{
    /// <summary>From now on deliveries enter there, in order, held back while it has no room; a lost connection
    /// completes it with its reason.</summary>
    void DeliverTo(ChannelWriter<Delivery> entry);

    /// <summary>Tells what the probe saw, now or with the end.</summary>
    ValueTask RecordAsync(SinkOperator sink, IReadOnlyList<ProbeRecord> records);

    /// <summary>Publishes an output; the payload may be reused once this has returned.</summary>
    /// <exception cref="IOException">The broker refused it.</exception>
    ValueTask PublishAsync(SinkOperator sink, StreamEvent output);

    /// <summary>Publishes the end of the partition; when this returns the broker has all that was published.</summary>
    /// <exception cref="IOException">The broker refused it.</exception>
    ValueTask EndAsync(SinkOperator sink);
}
