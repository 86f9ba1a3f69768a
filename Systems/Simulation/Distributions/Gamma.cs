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
    public double Sample(ref RandomStream random) => Sample(Shape, Scale, ref random);

    /// <summary>A value of the law of that shape and scale, without an object for it.</summary>
    internal static double Sample(double shape, double scale, ref RandomStream random) => shape < 1
        ? scale * OfAtLeastOne(shape + 1, ref random) * Math.Pow(random.NextUnit(), 1 / shape)
        : scale * OfAtLeastOne(shape, ref random);

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
