using MathNet.Numerics.Distributions;

namespace Eval.Harness.Analysis.Statistics;

/// <summary>
/// The two-sided Mann–Whitney U test of two independent samples (Mann and Whitney 1947), and the effect size that goes
/// with it.
/// </summary>
/// <param name="U">How many pairs have a greater than b, a tie counting one half.</param>
/// <param name="PValue">The two-sided p.</param>
/// <param name="CliffsDelta">P(a > b) − P(a &lt; b) = 2·U/(n·m) − 1, from −1 to 1 (Cliff 1993).</param>
public readonly record struct MannWhitney(double U, double PValue, double CliffsDelta)
{
    // Up to here doubles count all interleavings exactly; beyond, the normal approximation is as good.
    private const int LargestExactSample = 25;

    /// <summary>The test of a against b; both hold at least one value.</summary>
    /// <exception cref="ArgumentException">A sample is empty.</exception>
    public static MannWhitney Of(IReadOnlyCollection<double> a, IReadOnlyCollection<double> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count == 0 || b.Count == 0)
        {
            throw new ArgumentException("a sample is empty");
        }

        var u = a.Sum(x => b.Sum(y => x > y ? 1 : x == y ? 0.5 : 0));
        var ties = a.Concat(b).GroupBy(x => x).Select(group => group.Count()).ToArray();
        var exact = ties.All(count => count == 1) && Math.Max(a.Count, b.Count) <= LargestExactSample;
        var p = exact ? ExactP(u, a.Count, b.Count) : NormalP(u, a.Count, b.Count, ties);
        return new MannWhitney(u, p, (2 * u / ((double)a.Count * b.Count)) - 1);
    }

    /// <summary>From the distribution of U over all interleavings of n and m distinct values.</summary>
    internal static double ExactP(double u, int n, int m)
    {
        var tail = (int)Math.Min(u, (n * m) - u);
        var frequencies = Frequencies(n, m);
        return Math.Min(1, 2 * frequencies.Take(tail + 1).Sum() / frequencies.Sum());
    }

    /// <summary>From the normal distribution with the variance corrected for ties, and for continuity.</summary>
    internal static double NormalP(double u, int n, int m, IEnumerable<int> ties)
    {
        double total = n + m;
        var tied = ties.Sum(t => (Math.Pow(t, 3) - t) / (total * (total - 1)));
        var variance = n * m / 12.0 * (total + 1 - tied);
        var distance = Math.Max(0, Math.Abs(u - (n * m / 2.0)) - 0.5);
        return variance > 0 ? 2 * Normal.CDF(0, 1, -distance / Math.Sqrt(variance)) : 1;
    }

    // The coefficients of the Gaussian binomial (n + m over n) = Π_{i=1…n} (1 − q^(m+i))/(1 − q^i): entry u is the
    // number of interleavings with that U. Multiplying runs down, so as to use old values, and dividing up, to use new
    // ones.
    private static double[] Frequencies(int n, int m)
    {
        var counts = new double[(n * m) + 1];
        counts[0] = 1;
        for (var i = 1; i <= n; i++)
        {
            for (var u = counts.Length - 1; u >= m + i; u--)
            {
                counts[u] -= counts[u - m - i];
            }

            for (var u = i; u < counts.Length; u++)
            {
                counts[u] += counts[u - i];
            }
        }

        return counts;
    }
}
