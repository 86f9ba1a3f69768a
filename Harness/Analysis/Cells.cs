using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Trials by cell: one system at one duration.</summary>
internal static class Cells
{
    /// <summary>The measures by system label and duration, each in the order given.</summary>
    public static ILookup<(string System, TimeSpan Duration), Measure> Of(IReadOnlyList<Measure> measures) =>
        measures.ToLookup(m => (m.Timeline.Trial.System.Name, m.Timeline.Trial.Duration));

    /// <summary>Whether that trial counts in that metric.</summary>
    public static bool Counts(Measure measure, IMetric metric) =>
        metric.IsOfFaults ? measure.ShowsFault : measure.Counts;

    /// <summary>The metric in those trials that count and have it.</summary>
    public static double[] Values(IEnumerable<Measure> measures, IMetric metric) =>
        [.. measures.Where(m => Counts(m, metric)).Select(m => SessionValues.Of(m, metric)).OfType<double>()];
}
