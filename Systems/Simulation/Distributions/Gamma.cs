using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>Gamma with shape k and scale θ, sampled after Marsaglia and Tsang (2000).</summary>
public sealed class Gamma(double shape, double scale) : IDistribution
{
    /// <summary>k.</summary>
    public double Shape { get; } = Sampling.Positive(shape, nameof(shape));

    /// <summary>θ, seconds.</summary>
    public double Scale { get; } = Sampling.Positive(scale, nameof(scale));

    /// <inheritdoc />
    public double Mean => Shape * Scale;

    /// <inheritdoc />
    public double Variance => Shape * Scale * Scale;

    /// <inheritdoc />
    public double Cumulative(double x) => x <= 0 ? 0 : SpecialFunctions.GammaLower(Shape, x / Scale);

    /// <inheritdoc />
    public double Sample(ref RandomStream random)
    {
        // Below shape 1: the law of shape + 1, times U^(1/shape).
        if (Shape < 1)
        {
            return Scale * OfAtLeastOne(Shape + 1, ref random) * Math.Pow(random.NextUnit(), 1 / Shape);
        }

        return Scale * OfAtLeastOne(Shape, ref random);
    }

    private static double OfAtLeastOne(double shape, ref RandomStream random)
    {
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var z = random.NextNormal();
            var u = random.NextUnit();
            var v = 1 + (c * z);
            v = v * v * v;
            if (v > 0 && Math.Log(u) < (z * z / 2) + (d * (1 - v + Math.Log(v))))
            {
                return d * v;
            }
        }
    }
}
