using System.Globalization;
using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Whether a metric rose or fell over the repetitions of a cell, as with a machine that heats up or a leak.
/// </summary>
internal static class Drift
{
    // A run has some dozen cells and metrics: at 5 % some would be warned of by chance.
    private const double Significance = 0.01;

    /// <summary>The warning, or null where there is nothing to say: below six trials nothing can be said.</summary>
    public static string? Warning(IEnumerable<Measure> cell, IMetric metric)
    {
        double[] values =
        [
            .. cell.Where(measure => measure.Counts)
                .OrderBy(measure => measure.Timeline.Trial.Repetition)
                .Select(measure => SessionValues.Of(measure, metric)).OfType<double>(),
        ];
        var trend = MannKendall.Of(values);
        return trend.PValue < Significance
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"drift: {(trend.S > 0 ? "rises" : "falls")} over {values.Length} repetitions, "
                + $"p = {trend.PValue:0.0000}")
            : null;
    }
}
