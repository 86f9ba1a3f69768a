using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    public double Sample(ref RandomStream random) => ValueOf(random.NextUnit());

    /// <inheritdoc />
    public void FillNs(ref RandomStream random, Span<long> valuesNs)
    {
        random.Fill(MemoryMarshal.Cast<long, ulong>(valuesNs));
        while (valuesNs.Length >= Vector256<long>.Count)
        {
            var units = RandomStream.UnitsOf(Vector256.Create<long>(valuesNs).AsUInt64());
            Sampling.ToNs(-Mean * Logarithm.Of(units)).CopyTo(valuesNs);
            valuesNs = valuesNs[Vector256<long>.Count..];
        }

        foreach (ref var valueNs in valuesNs)
        {
            valueNs = Sampling.ToNs(ValueOf(RandomStream.UnitOf((ulong)valueNs)));
        }
    }

    private double ValueOf(double unit) => -Mean * Logarithm.Of(unit);
}
