using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Two runs side by side, cell by cell.</summary>
public static class RunComparison
{
    /// <summary>
    /// One comparison per compared metric and cell that both runs planned: A is the later run, B the earlier one, so
    /// that a ratio above 1 in a time is a slowdown. The cells of one metric are a family. Cells whose stamps were
    /// taken in different places are left out.
    /// </summary>
    public static IReadOnlyList<Comparison> Of(Run earlier, Run later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var (before, after) = (Cells.Of(earlier.Measures), Cells.Of(later.Measures));
        var isAdaptive = earlier.Scenario.Adaptive is not null || later.Scenario.Adaptive is not null;
        var comparisons = new List<Comparison>();
        foreach (var metric in MetricCatalog.For(earlier.Scenario).Where(metric => metric.IsCompared))
        {
            var family = new ComparisonFamily(earlier.Scenario.Seed, isAdaptive);
            foreach (var (system, duration) in CommonCells(earlier.Scenario, later.Scenario))
            {
                var (cellA, cellB) = (after[(system.Name, duration)], before[(system.Name, duration)]);
                if (Cells.HaveLikeStamps(cellA, cellB, metric))
                {
                    var labels = Labels(metric, system, duration);
                    family.Add(labels, Cells.Values(cellA, metric), Cells.Values(cellB, metric));
                }
            }

            comparisons.AddRange(family.Decide());
        }

        return comparisons;
    }

    /// <summary>Whether a comparison is of a time and says that the later run was slower.</summary>
    public static bool IsSlowdown(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return comparison.Verdict == "higher"
            && MetricCatalog.OfSessions.First(metric => metric.Name == comparison.Metric).Unit is "s" or "ms";
    }

    /// <summary>The earlier run's cells of which a comparison says nothing, each with its valid trials: the later run
    /// lacks them, one of both has fewer than five, or they took their stamps in different places.</summary>
    public static IReadOnlyList<string> Unjudged(Run earlier, Run later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var (before, after) = (Cells.Of(earlier.Measures), Cells.Of(later.Measures));
        return
        [
            .. from system in earlier.Scenario.Systems
               from duration in earlier.Scenario.Durations
               let key = (system.Name, duration)
               let doubt = Doubt([.. before[key].Where(m => m.Counts)], [.. after[key].Where(m => m.Counts)])
               where doubt is not null
               select FormattableString.Invariant($"{system.Name}, {duration.TotalSeconds} s: {doubt}"),
        ];
    }

    private static string? Doubt(Measure[] before, Measure[] after) =>
        Math.Min(before.Length, after.Length) < ComparisonTable.LeastTrials
            ? FormattableString.Invariant($"{before.Length} and {after.Length} valid trials")
        : before.Concat(after).Select(m => m.Timeline.Promises.StampsInFunction).Distinct().Count() > 1
            ? "stamps of the function and of its boundary"
        : null;

    private static IEnumerable<(SystemSpec System, TimeSpan Duration)> CommonCells(Scenario earlier, Scenario later) =>
        from system in earlier.Systems
        where later.Systems.Any(other => other.Name == system.Name)
        from duration in earlier.Durations.Intersect(later.Durations)
        select (system, duration);

    private static Comparison Labels(IMetric metric, SystemSpec system, TimeSpan duration) => new()
    {
        Metric = metric.Name,
        Duration = duration,
        Parameters = system.Parameters,
        SystemA = system.Name,
        SystemB = system.Name,
        CountA = 0,
        CountB = 0,
        Verdict = "too-few",
    };
}
