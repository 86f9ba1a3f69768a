using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>
/// What travels through a job's graph: events, and what is owed for them. An operator that holds events back holds
/// their deliveries back with them, so that the broker forgets nothing that has not reached the sink.
/// </summary>
/// <param name="Events">In order; payloads are valid until the next element is pulled.</param>
/// <param name="Deliveries">The broker may forget these once the element is at the sink.</param>
/// <param name="Records">What the probe saw of them, one record a delivery.</param>
internal sealed record Element(
    IReadOnlyList<StreamEvent> Events, IReadOnlyList<Delivery> Deliveries, IReadOnlyList<ProbeRecord> Records)
{
    /// <summary>Whether this is the end of the stream: the last element, without events.</summary>
    public bool IsEnd { get; init; }

    /// <summary>A delivery as it enters the graph.</summary>
    public static Element Of(Delivery delivery) => delivery.Event is { } item
        ? new Element([item], [delivery], [])
        : new Element([], [delivery], []) { IsEnd = true };
}
