namespace Eval.Harness.Model;

/// <summary>Many streams at once, in virtual time: a session, in the place of a trial's one stream.</summary>
/// <param name="Kind">constant, poisson, gamma, weibull or bursts.</param>
/// <param name="RatePerSecond">Streams per second; of bursts in the calm.</param>
/// <param name="Streams">How many come in a session.</param>
public sealed record FleetSpec(string Kind, double RatePerSecond, long Streams)
{
    /// <summary>Of gamma and Weibull gaps; bursty below 1. Else 1.</summary>
    public double Shape { get; init; } = 1;

    /// <summary>Streams per second in a burst.</summary>
    public double BurstRatePerSecond { get; init; }

    /// <summary>How long a calm lasts on average, seconds.</summary>
    public double CalmSeconds { get; init; }

    /// <summary>How long a burst lasts on average, seconds.</summary>
    public double BurstSeconds { get; init; }

    /// <summary>Streams per second in the long run.</summary>
    public double MeanRatePerSecond => Kind == "bursts"
        ? ((RatePerSecond * CalmSeconds) + (BurstRatePerSecond * BurstSeconds)) / (CalmSeconds + BurstSeconds)
        : RatePerSecond;
}
