namespace Eval.Harness.Analysis.Statistics;

/// <summary>
/// Mean and standard deviation in one pass by Welford's recurrence (1962), its sum of squares compensated after Kahan:
/// without that, as in MathNet's class of this name, NIST's NumAcc2 comes out with 14.8 correct digits of 15.
/// </summary>
public sealed class RunningStatistics
{
    private double _squares;
    private double _excess;

    /// <summary>The statistics of those values.</summary>
    public RunningStatistics(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            Count++;
            var deviation = value - Mean;
            Mean += deviation / Count;
            AddSquare(deviation * (value - Mean));
        }
    }

    /// <summary>n.</summary>
    public long Count { get; private set; }

    /// <summary>The mean; 0 where there are no values.</summary>
    public double Mean { get; private set; }

    /// <summary>The sample standard deviation (divisor n − 1); NaN below two values.</summary>
    public double StandardDeviation => Count < 2 ? double.NaN : Math.Sqrt(_squares / (Count - 1));

    // What an addition rounds away is taken off the next summand.
    private void AddSquare(double square)
    {
        var summand = square - _excess;
        var sum = _squares + summand;
        _excess = sum - _squares - summand;
        _squares = sum;
    }
}
