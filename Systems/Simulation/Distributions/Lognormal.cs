using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>e^(μ + σZ) with a standard normal Z.</summary>
public sealed class Lognormal : IDistribution
{
    /// <param name="mu">μ, of the logarithm of seconds.</param>
    /// <param name="sigma">σ of it, 0 or more.</param>
    public Lognormal(double mu, double sigma)
    {
        Mu = double.IsFinite(mu) ? mu : throw new ArgumentOutOfRangeException(nameof(mu), mu, "must be finite");
        Sigma = Sampling.NotNegative(sigma, nameof(sigma));
        Mean = Sampling.Positive(Math.Exp(mu + (sigma * sigma / 2)), nameof(mu));
        Variance = Sampling.NotNegative(double.ExpM1(sigma * sigma) * Mean * Mean, nameof(sigma));
    }

    /// <summary>μ.</summary>
    public double Mu { get; }

    /// <summary>σ.</summary>
    public double Sigma { get; }

    /// <inheritdoc />
    public double Mean { get; }

    /// <inheritdoc />
    public double Variance { get; }

    /// <summary>The one with that mean and standard deviation: σ² = ln(1 + sd²/mean²), μ = ln(mean) − σ²/2.</summary>
    public static Lognormal OfMean(double mean, double deviation)
    {
        Sampling.Positive(mean, nameof(mean));
        var ratio = Sampling.NotNegative(deviation, nameof(deviation)) / mean;
        var variance = double.LogP1(ratio * ratio);
        return new Lognormal(Math.Log(mean) - (variance / 2), Math.Sqrt(variance));
    }

    /// <inheritdoc />
    public double Cumulative(double x) => x <= 0 ? 0
        : Sigma == 0 ? (Math.Log(x) < Mu ? 0 : 1)
        : SpecialFunctions.NormalCumulative((Math.Log(x) - Mu) / Sigma);

    /// <inheritdoc />
    public double Sample(ref RandomStream random) => Math.Exp(Mu + (Sigma * random.NextNormal()));
}
