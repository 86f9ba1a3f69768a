using Akka.Streams.Dsl;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>
/// The sink: tells what the probe saw of an element's deliveries, publishes its events, then acknowledges the
/// deliveries (at least once). In that order, whoever sees an output twice also learns of two deliveries, and a worker
/// that is lost takes no record of an acknowledged event with it.
/// </summary>
internal static class BrokerSink
{
    /// <summary>Its blueprint; the task ends with the stream.</summary>
    public static Sink<Element, Task> Create(IBrokerSession session, SinkOperator sink) => Flow.Create<Element>()
        // One at a time keeps the order, and lets the step reuse its buffer: the next element is pulled afterwards.
        .SelectAsync(1, element => PublishAsync(session, sink, element))
        .ToMaterialized(Sink.Ignore<Element>(), (_, completion) => (Task)completion);

    private static async Task<Element> PublishAsync(IBrokerSession session, SinkOperator sink, Element element)
    {
        if (element.Records.Count > 0)
        {
            await session.RecordAsync(sink, element.Records);
        }

        foreach (var output in element.Events)
        {
            await session.PublishAsync(sink, output);
        }

        if (element.IsEnd)
        {
            await session.EndAsync(sink);
        }

        foreach (var delivery in element.Deliveries)
        {
            await delivery.AcknowledgeAsync();
        }

        return element;
    }
}
