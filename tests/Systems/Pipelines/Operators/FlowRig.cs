using System.Globalization;
using System.Text;
using Akka;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using Eval.Systems.Pipelines.Operators;
using Eval.Systems.Sdk;
using Xunit;

namespace Eval.Tests.Systems.Pipelines.Operators;

/// <summary>Feeds a flow with events as a source would, its end of stream included.</summary>
internal static class FlowRig
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>An event with a key and an event time.</summary>
    public static StreamEvent Event(long sequence, string key, long timeMs) => new(
        sequence, default, new EventHeaders(
        [
            KeyValuePair.Create("key", key),
            KeyValuePair.Create("time", timeMs.ToString(CultureInfo.InvariantCulture)),
        ]));

    /// <summary>What leaves the flow, the end of stream last.</summary>
    public static async Task<IReadOnlyList<Element>> RunAsync(
        Flow<Element, Element, NotUsed> flow, params IEnumerable<StreamEvent> events)
    {
        using var system = ActorSystem.Create("flow", "akka.loglevel = OFF\nakka.stdout-loglevel = OFF");
        var elements = events.Select(item => Element.Of(DeliveryOf(item))).Append(Element.Of(DeliveryOf(null)));
        return await Source.From(elements).Via(flow).RunWith(Sink.Seq<Element>(), system.Materializer())
            .WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    /// <summary>Window results as text: key@start=count, #lowest sequence.</summary>
    public static IEnumerable<string> Results(IEnumerable<Element> elements) => elements
        .SelectMany(element => element.Events)
        .Select(item => $"{item.Headers["key"]}@{item.Headers["window-start-ms"]}"
            + $"={Encoding.UTF8.GetString(item.Payload.Span)} #{item.Sequence}");

    /// <summary>The sequences whose deliveries the element settles.</summary>
    public static IEnumerable<long> Settled(Element element) =>
        element.Deliveries.Select(delivery => delivery.Event?.Sequence ?? -1);

    private static Delivery DeliveryOf(StreamEvent? item) => new(item, () => ValueTask.CompletedTask);
}
