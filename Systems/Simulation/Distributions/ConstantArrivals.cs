using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>Arrivals at a constant rate r: the n-th comes at ⌊n·10⁹/r⌋ nanoseconds. Each time is computed by itself, so
/// that no rounding adds up, however long the run is.</summary>
/// <param name="ratePerSecond">r, above 0.</param>
public sealed class ConstantArrivals(double ratePerSecond) : IArrivalProcess
{
    private const decimal NanosecondsPerSecond = 1_000_000_000m;

    private readonly decimal _rate = (decimal)Sampling.Positive(ratePerSecond, nameof(ratePerSecond));
    private long _arrivals;
    private long _lastNs;

    /// <inheritdoc />
    public double RatePerSecond { get; } = ratePerSecond;

    /// <inheritdoc />
    public long NextGapNs(ref RandomStream random)
    {
        _arrivals++;
        var nextNs = (long)(_arrivals * NanosecondsPerSecond / _rate);
        var gapNs = nextNs - _lastNs;
        _lastNs = nextNs;
        return gapNs;
    }
}
