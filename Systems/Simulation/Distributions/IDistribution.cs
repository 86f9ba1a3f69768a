using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>A law of non-negative times, in seconds.</summary>
public interface IDistribution
{
    /// <summary>Its mean, seconds; finite.</summary>
    double Mean { get; }

    /// <summary>Its variance, seconds squared; finite.</summary>
    double Variance { get; }

    /// <summary>P(X ≤ x), 0 to 1.</summary>
    double Cumulative(double x);

    /// <summary>A value, seconds, 0 or more.</summary>
    double Sample(ref RandomStream random);
}
