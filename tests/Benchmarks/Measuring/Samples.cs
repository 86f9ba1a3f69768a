namespace Eval.Tests.Benchmarks.Measuring;

/// <summary>Measured values of one quantity.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    /// <summary>How many there are.</summary>
    public int Count => _sorted.Length;

    /// <summary>The value below which that fraction lies, interpolated between neighbours; NaN where there is none.
    /// </summary>
    public double Quantile(double fraction)
    {
        if (_sorted.Length == 0)
        {
            return double.NaN;
        }

        var position = fraction * (_sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((position - below) * (_sorted[above] - _sorted[below]));
    }
}
