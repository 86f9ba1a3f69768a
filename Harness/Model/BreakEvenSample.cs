namespace Eval.Harness.Model;

/// <summary>One session of one system at one point of a break-even map.</summary>
public sealed record BreakEvenSample
{
    /// <summary>The nominal duration of its streams.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Streams per second.</summary>
    public required double ArrivalRate { get; init; }

    /// <summary>The mean service time of one event.</summary>
    public required TimeSpan EventCost { get; init; }

    /// <summary>The system's label.</summary>
    public required string System { get; init; }

    /// <summary>The replication, from 0; all systems of one see the same random numbers.</summary>
    public required int Replication { get; init; }

    /// <summary>Mean of (t2 − t0) − L, seconds; null where the system is unstable.</summary>
    public double? OverheadSeconds { get; init; }

    /// <summary>Quantile 0.99 of the same.</summary>
    public double? OverheadP99Seconds { get; init; }

    /// <summary>Mean price of a stream; null where the system is unstable.</summary>
    public double? CostPerStream { get; init; }

    /// <summary>Share of streams that met no waiting instance.</summary>
    public double? ColdShare { get; init; }

    /// <summary>Instances at the 99th percentile of time.</summary>
    public double? InstancesP99 { get; init; }

    /// <summary>ρ of one stream's events at its instance; from 1 on the queue grows as long as the stream lasts.
    /// </summary>
    public required double Utilisation { get; init; }
}
