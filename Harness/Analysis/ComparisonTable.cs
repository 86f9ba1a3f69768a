using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Each pair of systems in each metric that is compared.</summary>
public static class ComparisonTable
{
    /// <summary>The least trials on a side for a test: with five on both, p can get below 0.05 even after Holm.
    /// </summary>
    public const int LeastTrials = 5;

    private const double Significance = 0.05;

    /// <summary>
    /// One comparison per metric, duration and pair, in the scenario's order; Holm over the pairs of one metric and
    /// duration. Pairs of which one has stamps of its function and the other of its boundary are left out, as an upper
    /// bound cannot be compared with a measurement.
    /// </summary>
    public static IReadOnlyList<Comparison> Of(Scenario scenario, IReadOnlyList<Measure> measures)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(measures);
        var cells = Cells.Of(measures);
        var seed = Seed(scenario.Seed);
        return
        [
            .. from metric in MetricCatalog.All
               where metric.IsCompared
               from duration in scenario.Durations
               from comparison in Family(metric, duration, scenario.Systems, cells, seed)
               select comparison,
        ];
    }

    private static IEnumerable<Comparison> Family(
        IMetric metric,
        TimeSpan duration,
        IReadOnlyList<SystemSpec> systems,
        ILookup<(string System, TimeSpan Duration), Measure> cells,
        int seed)
    {
        var pairs = new List<Comparison>();
        for (var a = 0; a < systems.Count; a++)
        {
            for (var b = a + 1; b < systems.Count; b++)
            {
                var (cellA, cellB) = (cells[(systems[a].Name, duration)], cells[(systems[b].Name, duration)]);
                if (cellA.Concat(cellB).Select(m => m.Timeline.Promises.StampsInFunction).Distinct().Count() <= 1)
                {
                    var (valuesA, valuesB) = (Cells.Values(cellA, metric), Cells.Values(cellB, metric));
                    pairs.Add(Pair(valuesA, valuesB, seed, new Comparison
                    {
                        Metric = metric.Name,
                        Duration = duration,
                        SystemA = systems[a].Name,
                        SystemB = systems[b].Name,
                        CountA = valuesA.Length,
                        CountB = valuesB.Length,
                        Verdict = "too-few",
                    }));
                }
            }
        }

        return Corrected(pairs);
    }

    private static Comparison Pair(double[] a, double[] b, int seed, Comparison labels)
    {
        var ratio = Quantile.Of(a, 0.5) / Quantile.Of(b, 0.5);
        var known = labels with { Ratio = ratio is { } r && double.IsFinite(r) ? r : null };
        if (Math.Min(a.Length, b.Length) < LeastTrials)
        {
            return known;
        }

        var interval = BootstrapInterval.OfMedianRatio(a, b, seed);
        var test = MannWhitney.Of(a, b);
        return known with
        {
            CiLow = interval?.Low,
            CiHigh = interval?.High,
            PRaw = test.PValue,
            CliffsDelta = test.CliffsDelta,
        };
    }

    private static IEnumerable<Comparison> Corrected(List<Comparison> pairs)
    {
        var tested = pairs.Where(pair => pair.PRaw is not null).Select(pair => pair.PRaw.GetValueOrDefault());
        var adjusted = new Queue<double>(Holm.Adjust([.. tested]));
        foreach (var pair in pairs)
        {
            var p = pair.PRaw is null ? (double?)null : adjusted.Dequeue();
            yield return p is null ? pair : pair with { PHolm = p, Verdict = Verdict(p.Value, pair.CliffsDelta) };
        }
    }

    private static string Verdict(double p, double? delta) => delta switch
    {
        < 0 when p < Significance => "lower",
        > 0 when p < Significance => "higher",
        _ => "undecided",
    };

    private static int Seed(ulong seed) => unchecked((int)(seed ^ (seed >> 32)));
}
