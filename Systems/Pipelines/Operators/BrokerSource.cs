using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The source: deliveries in their order, up to and with the end of stream. The broker's client
/// is held back while <see cref="Capacity"/> deliveries wait.</summary>
internal static class BrokerSource
{
    /// <summary>The most deliveries that wait.</summary>
    public const int Capacity = 16;

    /// <summary>Its blueprint.</summary>
    public static Source<Delivery, ISourceQueueWithComplete<Delivery>> Create() =>
        Source.Queue<Delivery>(Capacity, OverflowStrategy.Backpressure)
            .TakeWhile(delivery => delivery.Event is not null, inclusive: true);
}
