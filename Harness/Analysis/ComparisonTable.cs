using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>The pairs of systems in each metric that is compared.</summary>
public static class ComparisonTable
{
    /// <summary>The least trials on a side for a test: with five on both, p can get below 0.05 even after Holm.
    /// </summary>
    public const int LeastTrials = 5;

    /// <summary>Up to so many systems every pair is compared.</summary>
    public const int MostSystemsPairwise = 4;

    /// <summary>
    /// One comparison per metric, duration, parameters and pair, in the scenario's order; those of one metric, duration
    /// and parameters are a family, which is decided together. Every pair is compared where the scenario names no
    /// reference and there are at most four systems; else each system with the reference, or with the first one. Pairs
    /// of which one has stamps of its function and the other of its boundary are left out, as an upper bound cannot be
    /// compared with a measurement.
    /// </summary>
    public static IReadOnlyList<Comparison> Of(Scenario scenario, IReadOnlyList<Measure> measures)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(measures);
        var cells = Cells.Of(measures);
        var families = from metric in MetricCatalog.For(scenario)
                       where metric.IsCompared
                       from duration in scenario.Durations
                       from systems in scenario.Systems.GroupBy(system => system.Parameters)
                       select (Metric: metric, Duration: duration, Systems: systems.ToArray());
        return
        [
            .. families.AsParallel().AsOrdered().SelectMany(family => Family(
                scenario, family.Metric, family.Duration, family.Systems, cells)),
        ];
    }

    private static IReadOnlyList<Comparison> Family(
        Scenario scenario,
        IMetric metric,
        TimeSpan duration,
        SystemSpec[] systems,
        ILookup<(string System, TimeSpan Duration), Measure> cells)
    {
        var family = new ComparisonFamily(scenario.Seed, scenario.Adaptive is not null);
        foreach (var (a, b) in Pairs(systems, scenario.Reference))
        {
            var (cellA, cellB) = (cells[(a.Name, duration)], cells[(b.Name, duration)]);
            if (Cells.HaveLikeStamps(cellA, cellB, metric))
            {
                var labels = new Comparison
                {
                    Metric = metric.Name,
                    Duration = duration,
                    Parameters = a.Parameters,
                    SystemA = a.Name,
                    SystemB = b.Name,
                    CountA = 0,
                    CountB = 0,
                    Verdict = "too-few",
                };
                family.Add(labels, Cells.Values(cellA, metric), Cells.Values(cellB, metric));
            }
        }

        return family.Decide();
    }

    private static IEnumerable<(SystemSpec A, SystemSpec B)> Pairs(SystemSpec[] systems, string reference)
    {
        if (reference.Length == 0 && systems.Length <= MostSystemsPairwise)
        {
            return from a in Enumerable.Range(0, systems.Length)
                   from b in Enumerable.Range(a + 1, systems.Length - a - 1)
                   select (systems[a], systems[b]);
        }

        var named = systems.FirstOrDefault(system => system.IsLabelled(reference));
        var other = reference.Length == 0 ? systems[0] : named;
        return other is null ? [] : systems.Where(system => system != other).Select(system => (system, other));
    }
}
