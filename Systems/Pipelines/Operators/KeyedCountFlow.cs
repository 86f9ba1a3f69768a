using System.Globalization;
using Akka;
using Akka.Streams.Dsl;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The keyed state: a count for each key.</summary>
internal static class KeyedCountFlow
{
    /// <summary>The most keys that one partition remembers.</summary>
    public const int MaximumKeys = 1 << 20;

    /// <summary>Its blueprint, with a fresh state.</summary>
    public static Flow<Element, Element, NotUsed> Create(KeyedCountOperator definition)
    {
        var counts = new Dictionary<string, long>();
        return Flow.Create<Element>().Select(element => element with
        {
            Events = [.. element.Events.Select(item => Counted(item, definition, counts))],
        });
    }

    private static StreamEvent Counted(
        StreamEvent item, KeyedCountOperator definition, Dictionary<string, long> counts)
    {
        var key = Header.Text(item, definition.KeyHeader);
        var count = counts.GetValueOrDefault(key) + 1;
        if (count == 1 && counts.Count == MaximumKeys)
        {
            throw new InvalidOperationException($"more than {MaximumKeys} keys");
        }

        counts[key] = count;
        return item with
        {
            Headers = new EventHeaders(
            [
                .. item.Headers,
                KeyValuePair.Create(definition.CountHeader, count.ToString(CultureInfo.InvariantCulture)),
            ]),
        };
    }
}
