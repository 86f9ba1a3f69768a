namespace Eval.Systems.Simulation.Monitors;

/// <summary>Times one by one: their number, exact sum, extremes and variance (Welford 1962, merged after Chan, Golub
/// and LeVeque 1979). Bounded memory.</summary>
public sealed class Tally
{
    private double _mean;
    private double _squares;
    private WideSum _sum;

    /// <summary>How many.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum, whole nanoseconds.</summary>
    public Int128 SumNs => _sum.Value;

    /// <summary>The least, nanoseconds; long.MaxValue where there is none.</summary>
    public long MinimumNs { get; private set; } = long.MaxValue;

    /// <summary>The greatest, nanoseconds.</summary>
    public long MaximumNs { get; private set; }

    /// <summary>Their mean, seconds; not a number where there is none.</summary>
    public double MeanSeconds => (double)SumNs / Count / 1e9;

    /// <summary>Their sample variance, seconds squared; not a number below two.</summary>
    public double VarianceSeconds => Count < 2 ? double.NaN : _squares / (Count - 1) / 1e18;

    /// <summary>Adds one.</summary>
    public void Add(long valueNs)
    {
        Count++;
        _sum.Add(valueNs);
        MinimumNs = Math.Min(MinimumNs, valueNs);
        MaximumNs = Math.Max(MaximumNs, valueNs);
        var distance = valueNs - _mean;
        _mean += distance / Count;
        _squares += distance * (valueNs - _mean);
    }

    /// <summary>Adds all of another.</summary>
    public void Add(Tally other)
    {
        if (other.Count == 0)
        {
            return;
        }

        var count = Count + other.Count;
        var distance = other._mean - _mean;
        _squares += other._squares + (distance * distance * ((double)Count * other.Count / count));
        _mean += distance * ((double)other.Count / count);
        Count = count;
        _sum.Add(other.SumNs);
        MinimumNs = Math.Min(MinimumNs, other.MinimumNs);
        MaximumNs = Math.Max(MaximumNs, other.MaximumNs);
    }
}
