using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Each metric of each cell over the trials that count, with what does not count beside it.</summary>
public static class EstimateTable
{
    /// <summary>
    /// One estimate per system, duration and metric, in the scenario's order. Each trial is in exactly one of n,
    /// invalid, failed (or cancelled) and rejected, invalid first; a trial planned again is a further one. A metric
    /// that a trial did not measure lowers n alone.
    /// </summary>
    public static IReadOnlyList<Estimate> Of(Scenario scenario, IReadOnlyList<Measure> measures)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(measures);
        var cells = Cells.Of(measures);
        var rows = from system in scenario.Systems
                   from duration in scenario.Durations
                   from metric in MetricCatalog.For(scenario)
                   select (System: system, Duration: duration, Metric: metric);
        return
        [
            .. rows.AsParallel().AsOrdered().Select(row => OfCell(
                scenario, row.System, row.Duration, row.Metric, [.. cells[(row.System.Name, row.Duration)]])),
        ];
    }

    private static Estimate OfCell(
        Scenario scenario, SystemSpec system, TimeSpan duration, IMetric metric, Measure[] measures)
    {
        var values = Cells.Values(measures, metric);
        var interval = MedianInterval.Of(values);
        var mean = BootstrapInterval.OfMean(values, unchecked((int)scenario.Seed));
        var valid = measures.Where(m => m.Valid).ToArray();
        var left = valid.Where(m => !Cells.Counts(m, metric)).ToArray();
        return new Estimate
        {
            System = system.Name,
            Duration = duration,
            Parameters = system.Parameters,
            Metric = metric.Name,
            Unit = metric.Unit,
            Planned = Planned(scenario, measures),
            N = values.Length,
            Invalid = measures.Length - valid.Length,
            Failed = left.Count(m => m.Timeline.Outcome is Outcome.Failed or Outcome.Cancelled),
            Rejected = left.Count(m => m.Timeline.Outcome == Outcome.Rejected),
            Median = Quantile.Of(values, 0.5),
            CiLow = interval?.Low,
            CiHigh = interval?.High,
            CiLevel = interval?.Level,
            Mean = values.Length == 0 ? null : new RunningStatistics(values).Mean,
            MeanLow = mean?.Low,
            MeanHigh = mean?.High,
            Minimum = values.Length == 0 ? null : values.Min(),
            Maximum = values.Length == 0 ? null : values.Max(),
            Warnings =
            [
                .. new[]
                {
                    metric.IsCompared ? Drift.Warning(measures, metric) : null,
                    Precision.Warning(scenario.Adaptive, metric, values),
                }.OfType<string>(),
            ],
        };
    }

    // A cell with adaptive repetitions has as many as it took.
    private static int Planned(Scenario scenario, Measure[] measures) => scenario.Adaptive is null
        ? scenario.Repetitions
        : Math.Max(
            scenario.Repetitions,
            measures.Select(measure => measure.Timeline.Trial.Repetition).Distinct().Count());
}
