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

    /// <summary>What to know of a cell that may not go on though a headline metric's interval is wider than was asked;
    /// null where nothing is.</summary>
    internal static string? Warning(AdaptiveRepetitions? adaptive, IMetric metric, double[] values)
    {
        if (adaptive is null || !Headlines.Contains(metric.Name) || IsNarrow(values, adaptive.Until))
        {
            return null;
        }

        return values.Length < LeastTrials
            ? FormattableString.Invariant($"precision: {values.Length} trials have no interval of 95 %")
            : FormattableString.Invariant($"precision: the interval is ±{HalfWidth(values):0.0%} of the median after ")
                + FormattableString.Invariant($"{values.Length} trials, ±{adaptive.Until:0.###%} was asked for");
    }

    private static bool IsNarrow(double[] values, double until) =>
        values.Length >= LeastTrials && HalfWidth(values) <= until;

    // Of a median of zero no share can be taken: its interval is narrow only where it has no width.
    private static double HalfWidth(double[] values)
    {
        var interval = MedianInterval.Of(values)!.Value;
        var halfWidth = (interval.High - interval.Low) / 2;
        return halfWidth == 0 ? 0 : halfWidth / Math.Abs(Quantile.Of(values, 0.5)!.Value);
    }
}
