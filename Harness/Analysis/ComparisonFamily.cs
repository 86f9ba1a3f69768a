using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>
/// Comparisons that are decided together, so that chance has no more than 5 % in all of them. Two samples of a fixed
/// size are tested, and their p corrected after Holm. Where a cell went on until its interval was narrow, a test's p
/// would not hold; then the interval decides, widened to 1 − 5 %/m for m pairs after Bonferroni.
/// </summary>
internal sealed class ComparisonFamily(ulong seed, bool adaptive)
{
    private const double Significance = 0.05;

    private readonly int _seed = unchecked((int)(seed ^ (seed >> 32)));
    private readonly List<(Comparison Labels, double[] A, double[] B)> _pairs = [];

    /// <summary>Adds two samples, of which the labels say whose they are.</summary>
    public void Add(Comparison labels, double[] a, double[] b) => _pairs.Add((labels, a, b));

    /// <summary>Every pair in the order in which it was added. A verdict other than undecided needs five trials on
    /// each side, a p or widened interval that leaves no doubt, and a 95 % interval without 1.</summary>
    public IReadOnlyList<Comparison> Decide()
    {
        var known = _pairs.Select(Measured).ToList();
        var adjusted = new Queue<double>(Holm.Adjust([.. known.Select(pair => pair.PRaw).OfType<double>()]));
        return
        [
            .. known.Select((pair, index) =>
            {
                var p = pair.PRaw is null ? (double?)null : adjusted.Dequeue();
                return pair with { PHolm = p, Verdict = Verdict(pair, p, index) };
            }),
        ];
    }

    private static bool IsEnough(double[] a, double[] b) => Math.Min(a.Length, b.Length) >= ComparisonTable.LeastTrials;

    private Comparison Measured((Comparison Labels, double[] A, double[] B) pair)
    {
        var (labels, a, b) = pair;
        var ratio = Quantile.Of(a, 0.5) / Quantile.Of(b, 0.5);
        var known = labels with
        {
            CountA = a.Length,
            CountB = b.Length,
            Ratio = ratio is { } r && double.IsFinite(r) ? r : null,
        };
        if (!IsEnough(a, b))
        {
            return known;
        }

        var interval = BootstrapInterval.OfMedianRatio(a, b, _seed);
        var test = MannWhitney.Of(a, b);
        return known with
        {
            CiLow = interval?.Low,
            CiHigh = interval?.High,
            PRaw = adaptive ? null : test.PValue,
            CliffsDelta = test.CliffsDelta,
        };
    }

    private string Verdict(Comparison pair, double? p, int index)
    {
        var (_, a, b) = _pairs[index];
        if (!IsEnough(a, b))
        {
            return "too-few";
        }

        // Without a ratio, as of a median of zero, there is no interval, and the ranks alone decide.
        var isOpen = pair.CiLow <= 1 && pair.CiHigh >= 1;
        var isDecided = p is not null ? p < Significance : IsDecidedByInterval(a, b);
        return pair.CliffsDelta switch
        {
            < 0 when isDecided && !isOpen => "lower",
            > 0 when isDecided && !isOpen => "higher",
            _ => "undecided",
        };
    }

    private bool IsDecidedByInterval(double[] a, double[] b) =>
        BootstrapInterval.OfMedianRatio(a, b, _seed, 1 - (Significance / _pairs.Count)) is { } wide
        && (wide.High < 1 || wide.Low > 1);
}
