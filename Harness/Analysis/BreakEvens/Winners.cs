using Eval.Harness.Model;

namespace Eval.Harness.Analysis.BreakEvens;

/// <summary>Who is best at one point of a map. Differences are taken replication by replication, since all systems of
/// one saw the same random numbers.</summary>
internal static class Winners
{
    /// <summary>The system with the least mean, and every other one whose 95 % interval of the difference to it holds 0
    /// (Bonferroni's level, as there are several others). Systems without values are no candidates.</summary>
    /// <param name="values">By system: a value for each replication, in their order; null where it has none.</param>
    public static IReadOnlyList<string> Least(IReadOnlyList<(string System, double[]? Values)> values)
    {
        var candidates = values.Where(one => one.Values is not null).Select(one => (one.System, Values: one.Values!))
            .ToArray();
        if (candidates.Length == 0)
        {
            return [];
        }

        var best = candidates.MinBy(one => one.Values.Average());
        var level = 1 - (0.05 / Math.Max(1, candidates.Length - 1));
        return
        [
            .. candidates
                .Where(other => other.System == best.System || !IsMore(other.Values, best.Values, level))
                .Select(other => other.System),
        ];
    }

    /// <summary>The systems that no other beats on both: it is at least as good on one, and better on the other.
    /// </summary>
    public static IReadOnlyList<string> NotBeaten(IReadOnlyList<BreakEvenEntry> entries)
    {
        var stable = entries.Where(one => one is { OverheadSeconds: not null, CostPerStream: not null }).ToArray();
        return [.. stable.Where(one => !stable.Any(other => Beats(other, one))).Select(one => one.System)];
    }

    private static bool Beats(BreakEvenEntry one, BreakEvenEntry other) =>
        one.OverheadSeconds <= other.OverheadSeconds && one.CostPerStream <= other.CostPerStream
        && (one.OverheadSeconds < other.OverheadSeconds || one.CostPerStream < other.CostPerStream);

    private static bool IsMore(double[] values, double[] than, double level)
    {
        double[] differences = [.. values.Zip(than, (one, other) => one - other)];
        return differences.Average() > (StudentInterval.HalfWidth(differences, level) ?? double.PositiveInfinity);
    }
}
