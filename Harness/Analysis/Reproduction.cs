using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Whether a run that was done again gave what it gave before.</summary>
public static class Reproduction
{
    // Two runs on one machine differ by some per cent from hour to hour; a reproduction may.
    private const double Margin = 1.1;

    /// <summary>Whether the runs differ in that comparison: significantly, and with the whole interval of the ratio
    /// beyond 10 %.</summary>
    public static bool IsApart(Comparison pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return pair.Verdict switch
        {
            "higher" => pair.CiLow > Margin,
            "lower" => pair.CiHigh < 1 / Margin,
            _ => false,
        };
    }

    /// <summary>Whether any of them has trials enough to say something.</summary>
    public static bool IsDecidable(IReadOnlyList<Comparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        return comparisons.Any(IsDecidable);
    }

    /// <summary>What follows from all of them, in a sentence; too few trials confirm nothing.</summary>
    public static string Verdict(IReadOnlyList<Comparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        var decidable = comparisons.Count(IsDecidable);
        var apart = comparisons.Count(IsApart);
        return (decidable, apart) switch
        {
            (0, _) => $"Nothing is confirmed: no cell has {ComparisonTable.LeastTrials} valid trials in both runs.",
            (_, 0) => FormattableString.Invariant(
                $"Reproduced: of {decidable} comparisons none is beyond 10 % with its whole interval."),
            _ => FormattableString.Invariant(
                $"Not reproduced: {apart} of {decidable} comparisons are beyond 10 % with their whole interval."),
        };
    }

    private static bool IsDecidable(Comparison pair) => pair.Verdict != "too-few";
}
