using MathNet.Numerics.Distributions;

namespace Eval.Harness.Analysis.Statistics;

/// <summary>
/// A distribution-free interval of the median from order statistics: x_(k) to x_(n+1−k) covers the median of any
/// continuous distribution with probability 1 − 2·P(Binomial(n, ½) ≤ k − 1).
/// </summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Level">Its actual coverage, 0 to 1.</param>
public readonly record struct MedianInterval(double Low, double High, double Level)
{
    private const double Wanted = 0.95;

    /// <summary>
    /// The narrowest such interval with a coverage of at least 95 %; below six values there is none, and it is the
    /// range with its coverage of 1 − 2^(1−n). Null where there are no values.
    /// </summary>
    public static MedianInterval? Of(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            return null;
        }

        var sorted = values.Order().ToArray();
        var rank = Rank(sorted.Length);
        return new MedianInterval(sorted[rank - 1], sorted[^rank], Coverage(sorted.Length, rank));
    }

    /// <summary>k, the lower rank of the interval, from 1.</summary>
    internal static int Rank(int n)
    {
        var rank = 1;
        while (Coverage(n, rank + 1) >= Wanted)
        {
            rank++;
        }

        return rank;
    }

    // Rounded to the digits that the distribution function holds, so that 1 − 2^(1−n) prints as it is.
    private static double Coverage(int n, int rank) =>
        2 * rank > n + 1 ? 0 : Math.Round(Math.Max(0, 1 - (2 * Binomial.CDF(0.5, n, rank - 1))), 12);
}
