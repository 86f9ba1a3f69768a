using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Measured trials against simulated ones, cell by cell.</summary>
public static class PredictionTable
{
    private const double Share = 0.10;
    private const double LeastSeconds = 0.002;

    private static readonly string[] Predicted = ["cold_start_s", "total_s"];

    /// <summary>Medians of t1 − t0 and t2 − t0 of each cell that has measured trials; they may be apart by 10 % of the
    /// measured one, 2 ms, or half of its interval, whichever is most. A cell of which the model gives no trial
    /// does not hold.</summary>
    /// <param name="scenario">Its durations and systems give the order.</param>
    /// <param name="measured">The trials that the model was not fitted to.</param>
    /// <param name="simulated">Trials through the model.</param>
    /// <param name="fitted">The durations that it was fitted to.</param>
    public static IReadOnlyList<PredictionCheck> Of(
        Scenario scenario,
        IReadOnlyList<Measure> measured,
        IReadOnlyList<Measure> simulated,
        IReadOnlyCollection<TimeSpan> fitted)
    {
        var (cells, models) = (Cells.Of(measured), Cells.Of(simulated));
        return
        [
            .. from duration in scenario.Durations.Order()
               from system in scenario.Systems
               let cell = (system.Name, duration)
               from metric in MetricCatalog.All
               where Predicted.Contains(metric.Name)
               let values = Cells.Values(cells[cell], metric)
               let modelled = Cells.Values(models[cell], metric)
               where values.Length > 0
               select Check(cell, metric.Name, values, modelled, fitted.Contains(duration)),
        ];
    }

    private static PredictionCheck Check(
        (string System, TimeSpan Duration) cell, string metric, double[] measured, double[] simulated, bool isFitted)
    {
        var interval = MedianInterval.Of(measured)!.Value;
        var median = Quantile.Of(measured, 0.5)!.Value;
        return new PredictionCheck
        {
            System = cell.System,
            Duration = cell.Duration,
            Metric = metric,
            IsFittedDuration = isFitted,
            N = measured.Length,
            Measured = median,
            MeasuredLow = interval.Low,
            MeasuredHigh = interval.High,
            Simulated = Quantile.Of(simulated, 0.5),
            Tolerance = Math.Max(Math.Max(Share * median, LeastSeconds), (interval.High - interval.Low) / 2),
        };
    }
}
