using MathNet.Numerics.Distributions;

namespace Eval.Harness.Analysis.Statistics;

/// <summary>The two-sided test of Mann (1945) and Kendall (1975) for a monotone trend in a series.</summary>
/// <param name="S">Pairs that rise minus pairs that fall.</param>
/// <param name="PValue">The two-sided p: exact up to ten values without ties, else normal with the variance corrected
/// for ties and for continuity.</param>
internal readonly record struct MannKendall(int S, double PValue)
{
    private const int LargestExactSeries = 10;

    /// <summary>The test of the values in their order; below three values p is 1.</summary>
    public static MannKendall Of(IReadOnlyList<double> series)
    {
        var n = series.Count;
        var s = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                s += Math.Sign(series[j] - series[i]);
            }
        }

        var ties = series.GroupBy(value => value).Select(group => group.Count()).ToArray();
        var p = n < 3 ? 1
            : n <= LargestExactSeries && ties.All(count => count == 1) ? ExactP(s, n)
            : NormalP(s, n, ties);
        return new MannKendall(s, p);
    }

    // Of the n! orders, those with at most as many inversions as the series, or its mirror, has.
    private static double ExactP(int s, int n)
    {
        var pairs = n * (n - 1) / 2;
        var inversions = (pairs - Math.Abs(s)) / 2;
        var counts = Inversions(n, pairs);
        return Math.Min(1, 2 * counts.Take(inversions + 1).Sum() / counts.Sum());
    }

    // Entry k: orders of n values with k inversions. The m-th value adds 0 to m − 1 of them.
    private static double[] Inversions(int n, int pairs)
    {
        var counts = new double[pairs + 1];
        counts[0] = 1;
        for (var m = 2; m <= n; m++)
        {
            var next = new double[pairs + 1];
            for (var k = 0; k <= pairs; k++)
            {
                for (var added = 0; added < m && added <= k; added++)
                {
                    next[k] += counts[k - added];
                }
            }

            counts = next;
        }

        return counts;
    }

    private static double NormalP(int s, int n, IEnumerable<int> ties)
    {
        static double Weight(double count) => count * (count - 1) * ((2 * count) + 5);
        var variance = (Weight(n) - ties.Sum(count => Weight(count))) / 18;
        var distance = Math.Max(0, Math.Abs(s) - 1);
        return variance > 0 ? 2 * Normal.CDF(0, 1, -distance / Math.Sqrt(variance)) : 1;
    }
}
