using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>Always the same time.</summary>
public sealed class Deterministic(double seconds) : IDistribution
{
    /// <inheritdoc />
    public double Mean { get; } = Sampling.NotNegative(seconds, nameof(seconds));

    /// <inheritdoc />
    public double Variance => 0;

    /// <inheritdoc />
    public double Cumulative(double x) => x < Mean ? 0 : 1;

    /// <inheritdoc />
    public double Sample(ref RandomStream random) => Mean;
}
