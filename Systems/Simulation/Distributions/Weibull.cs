using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>Weibull with shape k and scale λ, by inversion: F(x) = 1 − e^(−(x/λ)^k).</summary>
public sealed class Weibull : IDistribution
{
    /// <param name="shape">k.</param>
    /// <param name="scale">λ, seconds.</param>
    public Weibull(double shape, double scale)
    {
        Shape = Sampling.Positive(shape, nameof(shape));
        Scale = Sampling.Positive(scale, nameof(scale));
        var first = Math.Exp(SpecialFunctions.LogGamma(1 + (1 / shape)));
        var second = Math.Exp(SpecialFunctions.LogGamma(1 + (2 / shape)));
        Mean = Sampling.Positive(scale * first, nameof(shape));
        Variance = Sampling.NotNegative(scale * scale * Math.Max(0, second - (first * first)), nameof(shape));
    }

    /// <summary>k.</summary>
    public double Shape { get; }

    /// <summary>λ, seconds.</summary>
    public double Scale { get; }

    /// <inheritdoc />
    public double Mean { get; }

    /// <inheritdoc />
    public double Variance { get; }

    /// <inheritdoc />
    public double Cumulative(double x) => x <= 0 ? 0 : -double.ExpM1(-Math.Pow(x / Scale, Shape));

    /// <inheritdoc />
    public double Sample(ref RandomStream random) =>
        Scale * Math.Pow(-Math.Log(random.NextUnit()), 1 / Shape);
}
