using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>Another law times a factor: the same shape, and the same random numbers.</summary>
/// <param name="law">The other.</param>
/// <param name="factor">A finite number, 0 or more.</param>
public sealed class Scaled(IDistribution law, double factor) : IDistribution
{
    private readonly double _factor = Sampling.NotNegative(factor, nameof(factor));

    /// <inheritdoc />
    public double Mean => _factor * law.Mean;

    /// <inheritdoc />
    public double Variance => _factor * _factor * law.Variance;

    /// <summary>That law with that mean, seconds; one that is always 0 has no shape to keep, and becomes
    /// deterministic.</summary>
    public static IDistribution ToMean(IDistribution law, double mean) =>
        law.Mean > 0 ? new Scaled(law, mean / law.Mean) : new Deterministic(mean);

    /// <inheritdoc />
    public double Cumulative(double x) => _factor > 0 ? law.Cumulative(x / _factor) : (x < 0 ? 0 : 1);

    /// <inheritdoc />
    public double Sample(ref RandomStream random) => _factor * law.Sample(ref random);
}
