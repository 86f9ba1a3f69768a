using Eval.Systems.Simulation.Costs;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Streams;

namespace Eval.Systems.Simulation.Fleets;

/// <summary>Many streams of one kind against one system that has an instance for each.</summary>
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

    /// <summary>How long an instance waits for the next stream after one, nanoseconds; 0: not at all.</summary>
    public long KeepAliveNs { get; init; }

    /// <summary>Whether there is always an instance that waits: no start is cold.</summary>
    public bool AlwaysRuns { get; init; }

    /// <summary>How streams are billed; null: nobody asks.</summary>
    public Billing? Billing { get; init; }
}
