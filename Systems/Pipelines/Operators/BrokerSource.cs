using System.Threading.Channels;
using Akka;
using Akka.Streams.Dsl;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The source: deliveries in their order, up to and with the end of stream. The broker's client is held back
/// while <see cref="Capacity"/> deliveries wait.</summary>
internal static class BrokerSource
{
    /// <summary>The most deliveries that wait.</summary>
    public const int Capacity = 16;

    /// <summary>Its blueprint, over the entry that a session writes to.</summary>
    public static Source<Element, NotUsed> Create(ChannelReader<Delivery> entry) =>
        ChannelSource.FromReader(entry).Select(Element.Of).TakeWhile(element => !element.IsEnd, inclusive: true);
}
