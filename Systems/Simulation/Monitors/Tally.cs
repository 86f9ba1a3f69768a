using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Monitors;

/// <summary>Times one by one: their number, exact sum, extremes and variance. The variance is that of blocks, each
/// about its own first value, merged after Chan, Golub and LeVeque 1979: a division a block, not one a value. Bounded
/// memory.</summary>
public sealed class Tally
{
    private const int Block = 64;

    private Moments _closed;
    private WideSum _sum;
    private long _firstNs;
    private int _inBlock;
    private double _distances;
    private double _squares;

    /// <summary>How many.</summary>
    public long Count => _closed.Count + _inBlock;

    /// <summary>Their sum, whole nanoseconds.</summary>
    public Int128 SumNs => _sum.Value;

    /// <summary>The least, nanoseconds; long.MaxValue where there is none.</summary>
    public long MinimumNs { get; private set; } = long.MaxValue;

    /// <summary>The greatest, nanoseconds.</summary>
    public long MaximumNs { get; private set; }

    /// <summary>Their mean, seconds; not a number where there is none.</summary>
    public double MeanSeconds => (double)SumNs / Count / 1e9;

    /// <summary>Their sample variance, seconds squared; not a number below two.</summary>
    public double VarianceSeconds => Count < 2 ? double.NaN : All.Squares / (Count - 1) / 1e18;

    private Moments All => _inBlock == 0
        ? _closed
        : _closed.With(new Moments(
            _inBlock,
            _firstNs + (_distances / _inBlock),
            _squares - (_distances * _distances / _inBlock)));

    /// <summary>Adds one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long valueNs)
    {
        if (_inBlock == 0)
        {
            _firstNs = valueNs;
        }

        _sum.Add(valueNs);
        MinimumNs = Math.Min(MinimumNs, valueNs);
        MaximumNs = Math.Max(MaximumNs, valueNs);
        double distance = valueNs - _firstNs;
        _distances += distance;
        _squares += distance * distance;
        if (++_inBlock == Block)
        {
            Close();
        }
    }

    /// <summary>Adds all of another.</summary>
    public void Add(Tally other)
    {
        Close();
        _closed = _closed.With(other.All);
        _sum.Add(other.SumNs);
        MinimumNs = Math.Min(MinimumNs, other.MinimumNs);
        MaximumNs = Math.Max(MaximumNs, other.MaximumNs);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Close()
    {
        _closed = All;
        (_inBlock, _distances, _squares) = (0, 0, 0);
    }

    /// <summary>Number, mean and sum of squared distances from it.</summary>
    private readonly record struct Moments(long Count, double Mean, double Squares)
    {
        public Moments With(Moments other)
        {
            if (Count == 0 || other.Count == 0)
            {
                return Count == 0 ? other : this;
            }

            var count = Count + other.Count;
            var distance = other.Mean - Mean;
            return new Moments(
                count,
                Mean + (distance * ((double)other.Count / count)),
                Squares + other.Squares + (distance * distance * ((double)Count * other.Count / count)));
        }
    }
}
