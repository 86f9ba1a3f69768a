using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Streams;

namespace Eval.Systems.Simulation.Fleets;

/// <summary>Many streams of one kind against one system that starts an instance for each.</summary>
public sealed record FleetOptions
{
    /// <summary>When streams come.</summary>
    public required IArrivalProcess Arrivals { get; init; }

    /// <summary>What the system does with one.</summary>
    public required SystemModel System { get; init; }

    /// <summary>N, the events of a stream.</summary>
    public required int Events { get; init; }

    /// <summary>L, when a stream's last event is due, nanoseconds.</summary>
    public required long SpanNs { get; init; }

    /// <summary>How many streams come.</summary>
    public required long Streams { get; init; }
}
