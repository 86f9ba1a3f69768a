using System.Runtime.InteropServices;
using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>The memoryless law, by inversion: F(x) = 1 − e^(−x/mean).</summary>
public sealed class Exponential(double mean) : IDistribution
{
    /// <inheritdoc />
    public double Mean { get; } = Sampling.Positive(mean, nameof(mean));

    /// <inheritdoc />
    public double Variance => Mean * Mean;

    /// <inheritdoc />
    public double Cumulative(double x) => x <= 0 ? 0 : -double.ExpM1(-x / Mean);

    /// <inheritdoc />
    public double Sample(ref RandomStream random) => -Mean * Math.Log(random.NextUnit());

    /// <inheritdoc />
    public void FillNs(ref RandomStream random, Span<long> valuesNs)
    {
        random.Fill(MemoryMarshal.Cast<long, ulong>(valuesNs));
        foreach (ref var valueNs in valuesNs)
        {
            valueNs = Sampling.ToNs(-Mean * Math.Log(RandomStream.UnitOf((ulong)valueNs)));
        }
    }
}
