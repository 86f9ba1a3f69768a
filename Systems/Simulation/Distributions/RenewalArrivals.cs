using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>Independent gaps of one law; with <see cref="Exponential"/> a Poisson process.</summary>
public sealed class RenewalArrivals : IArrivalProcess
{
    /// <param name="gap">Its mean must be above 0: otherwise time would stand still.</param>
    public RenewalArrivals(IDistribution gap)
    {
        Gap = gap;
        RatePerSecond = 1 / Sampling.Positive(gap.Mean, nameof(gap));
    }

    /// <inheritdoc />
    public double RatePerSecond { get; }

    /// <summary>The law of the gaps.</summary>
    public IDistribution Gap { get; }

    /// <summary>A Poisson process.</summary>
    /// <param name="ratePerSecond">λ.</param>
    public static RenewalArrivals Poisson(double ratePerSecond) =>
        new(new Exponential(1 / Sampling.Positive(ratePerSecond, nameof(ratePerSecond))));

    /// <inheritdoc />
    public long NextGapNs(ref RandomStream random) => Gap.SampleNs(ref random);
}
