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

    /// <summary>Whether two cells have their stamps from the same place: an upper bound cannot be compared with a
    /// measurement. Of each, those trials tell that count in that metric, since one that was never started has no
    /// stamps; where none counts, all of them do.</summary>
    public static bool HaveLikeStamps(IEnumerable<Measure> a, IEnumerable<Measure> b, IMetric metric) =>
        Telling(a, metric).Concat(Telling(b, metric))
            .Select(m => m.Timeline.Promises.StampsInFunction).Distinct().Count() <= 1;

    /// <summary>The metric in those trials that count and have it.</summary>
    public static double[] Values(IEnumerable<Measure> measures, IMetric metric) =>
        [.. measures.Where(m => Counts(m, metric)).Select(m => SessionValues.Of(m, metric)).OfType<double>()];

    private static Measure[] Telling(IEnumerable<Measure> cell, IMetric metric)
    {
        Measure[] all = [.. cell];
        Measure[] counting = [.. all.Where(m => Counts(m, metric))];
        return counting.Length > 0 ? counting : all;
    }
}
