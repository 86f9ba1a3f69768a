using Akka.Streams.Dsl;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The sink: publishes a delivery's outputs, then acknowledges the delivery (at least once).</summary>
internal static class BrokerSink
{
    /// <summary>Its blueprint; the task ends with the stream.</summary>
    public static Sink<Handled, Task> Create(IBrokerSession session, SinkOperator sink) => Flow.Create<Handled>()
        // One at a time keeps the order, and lets the step reuse its buffer: the next event is pulled afterwards.
        .SelectAsync(1, handled => PublishAsync(session, sink, handled))
        .ToMaterialized(Sink.Ignore<Handled>(), (_, completion) => (Task)completion);

    private static async Task<Handled> PublishAsync(IBrokerSession session, SinkOperator sink, Handled handled)
    {
        foreach (var output in handled.Outputs)
        {
            await session.PublishAsync(sink, output);
        }

        if (handled.Delivery.Event is null)
        {
            await session.PublishEndAsync(sink, handled.Trailer);
        }

        await handled.Delivery.AcknowledgeAsync(CancellationToken.None);
        return handled;
    }
}
