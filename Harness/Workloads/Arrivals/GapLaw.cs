using Eval.Harness.Workloads.Generators;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>Laws of the time between two arrivals, all with mean 1.</summary>
public static class GapLaw
{
    /// <summary>Always 1.</summary>
    public static Func<Draws, double> Constant { get; } = _ => 1;

    /// <summary>Exponential: with it, renewals are a Poisson process.</summary>
    public static Func<Draws, double> Exponential { get; } = draws => draws.Exponential();

    /// <summary>Weibull; bursty below a shape of 1.</summary>
    public static Func<Draws, double> Weibull(double shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        var mean = PortableMath.Exp(PortableMath.LogGamma(1 + (1 / shape)));
        return draws => PortableMath.Power(draws.Exponential(), 1 / shape) / mean;
    }

    /// <summary>Gamma; bursty below a shape of 1.</summary>
    public static Func<Draws, double> Gamma(double shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        return draws => draws.Gamma(shape) / shape;
    }

    /// <summary>Lognormal, σ being the deviation of the logarithm.</summary>
    public static Func<Draws, double> Lognormal(double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        return draws => PortableMath.Exp((sigma * draws.Normal()) - (sigma * sigma / 2));
    }

    /// <summary>One of two exponentials with balanced means, by the squared coefficient of variation, at least 1.
    /// </summary>
    public static Func<Draws, double> Hyperexponential(double squaredVariation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(squaredVariation, 1);
        var first = (1 + Math.Sqrt((squaredVariation - 1) / (squaredVariation + 1))) / 2;
        return draws => draws.Uniform() < first
            ? draws.Exponential() / (2 * first)
            : draws.Exponential() / (2 * (1 - first));
    }
}
