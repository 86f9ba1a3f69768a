using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Whether the trials of a cell suffice for a scenario with adaptive repetitions.</summary>
public static class Precision
{
    // Fewer than six trials have a range, no interval of 95 %.
    private const int LeastTrials = 6;

    private static readonly string[] Headlines = ["cold_start_penalty", "processing_overhead_s"];

    /// <summary>Whether the median's interval of both headline metrics, cold-start penalty and processing overhead, has
    /// a half-width of at most <paramref name="until"/> times the median.</summary>
    public static bool IsReached(IReadOnlyCollection<Measure> cell, double until)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return MetricCatalog.All.Where(metric => Headlines.Contains(metric.Name))
            .All(metric => IsNarrow(Cells.Values(cell, metric), until));
    }

    private static bool IsNarrow(double[] values, double until) =>
        values.Length >= LeastTrials
        && MedianInterval.Of(values) is { } interval
        && (interval.High - interval.Low) / 2 <= until * Math.Abs(Quantile.Of(values, 0.5) ?? 0);
}
