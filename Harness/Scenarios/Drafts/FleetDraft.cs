using Eval.Harness.Model;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of a fleet.</summary>
internal sealed class FleetDraft
{
    /// <summary>The kind.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Streams per second.</summary>
    public double? Rate { get; set; }

    /// <summary>How many come in a session.</summary>
    public long? Streams { get; set; }

    /// <summary>Of gamma and Weibull gaps.</summary>
    public double Shape { get; set; } = 1;

    /// <summary>Streams per second in a burst.</summary>
    public double BurstRate { get; set; }

    /// <summary>How long a calm lasts on average.</summary>
    public TimeSpan Calm { get; set; }

    /// <summary>How long a burst lasts on average.</summary>
    public TimeSpan Burst { get; set; }

    /// <summary>The finished record; null where something is missing.</summary>
    public FleetSpec? ToSpec() => Rate is { } rate && Streams is { } streams
        ? new FleetSpec(Kind, rate, streams)
        {
            Shape = Shape,
            BurstRatePerSecond = BurstRate,
            CalmSeconds = Calm.TotalSeconds,
            BurstSeconds = Burst.TotalSeconds,
        }
        : null;
}
