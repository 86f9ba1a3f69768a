namespace Eval.Harness.Model;

/// <summary>One metric over the streams of one session.</summary>
public sealed record FleetAggregate
{
    /// <summary>The session: the trial's id.</summary>
    public required string SessionId { get; init; }

    /// <summary>The system's label.</summary>
    public required string System { get; init; }

    /// <summary>The nominal duration of its streams.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The cell's parameters, <c>key=value;…</c>, sorted.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Its unit.</summary>
    public required string Unit { get; init; }

    /// <summary>How many streams came.</summary>
    public required long Streams { get; init; }

    /// <summary>How long the session was, virtual seconds.</summary>
    public required double SessionSeconds { get; init; }

    /// <summary>The mean over its streams; of instances over time.</summary>
    public required double Mean { get; init; }

    /// <summary>The median; null where only the mean is known.</summary>
    public double? P50 { get; init; }

    /// <summary>Quantile 0.9.</summary>
    public double? P90 { get; init; }

    /// <summary>Quantile 0.99.</summary>
    public double? P99 { get; init; }

    /// <summary>Quantile 0.999.</summary>
    public double? P999 { get; init; }
}
