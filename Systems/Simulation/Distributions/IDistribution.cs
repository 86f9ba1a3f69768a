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

    /// <summary>As many values as there is room for, in whole nanoseconds: the same that
    /// <see cref="Sampling.SampleNs"/> would give one after the other.</summary>
    void FillNs(ref RandomStream random, Span<long> valuesNs)
    {
        foreach (ref var valueNs in valuesNs)
        {
            valueNs = Sampling.ToNs(Sample(ref random));
        }
    }
}
