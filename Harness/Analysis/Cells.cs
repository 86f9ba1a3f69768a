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

    /// <summary>Whether those trials that count in that metric have their stamps from the same place: an upper bound
    /// cannot be compared with a measurement. One that was never started has none.</summary>
    public static bool HaveLikeStamps(IEnumerable<Measure> measures, IMetric metric) => measures
        .Where(m => Counts(m, metric)).Select(m => m.Timeline.Promises.StampsInFunction).Distinct().Count() <= 1;

    /// <summary>The metric in those trials that count and have it.</summary>
    public static double[] Values(IEnumerable<Measure> measures, IMetric metric) =>
        [.. measures.Where(m => Counts(m, metric)).Select(m => SessionValues.Of(m, metric)).OfType<double>()];
}
