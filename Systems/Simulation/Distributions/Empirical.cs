using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>The law of observed values: the quantile function that joins their order statistics linearly, so that
/// values between them occur, and none outside their range.</summary>
public sealed class Empirical : IDistribution
{
    private readonly double[] _sorted;

    /// <param name="values">Seconds, 0 or more, at least one.</param>
    public Empirical(IEnumerable<double> values)
    {
        _sorted = [.. values.Select(value => Sampling.NotNegative(value, nameof(values))).Order()];
        ArgumentOutOfRangeException.ThrowIfZero(_sorted.Length, nameof(values));
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i + 1 < _sorted.Length; i++)
        {
            // Uniform on each interval between neighbours.
            var (low, high) = (_sorted[i], _sorted[i + 1]);
            sum += (low + high) / 2;
            squares += ((low * low) + (low * high) + (high * high)) / 3;
        }

        var intervals = Math.Max(1, _sorted.Length - 1);
        Mean = _sorted.Length == 1 ? _sorted[0] : sum / intervals;
        Variance = _sorted.Length == 1 ? 0 : Math.Max(0, (squares / intervals) - (Mean * Mean));
    }

    /// <summary>The values, ascending.</summary>
    public IReadOnlyList<double> Sorted => _sorted;

    /// <inheritdoc />
    public double Mean { get; }

    /// <inheritdoc />
    public double Variance { get; }

    /// <inheritdoc />
    public double Cumulative(double x)
    {
        if (x < _sorted[0])
        {
            return 0;
        }

        if (x >= _sorted[^1])
        {
            return 1;
        }

        var above = Array.FindIndex(_sorted, value => value > x);
        var (low, high) = (_sorted[above - 1], _sorted[above]);
        return (above - 1 + ((x - low) / (high - low))) / (_sorted.Length - 1);
    }

    /// <inheritdoc />
    public double Sample(ref RandomStream random) => Quantile(random.NextUnit());

    /// <summary>The value below which that fraction lies, 0 to 1.</summary>
    public double Quantile(double fraction)
    {
        var position = fraction * (_sorted.Length - 1);
        var below = Math.Min((int)position, _sorted.Length - 1);
        var above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((position - below) * (_sorted[above] - _sorted[below]));
    }
}
