using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>How many streams, instances and waiting events there were over a trial's time.</summary>
public static class TimeSeries
{
    /// <summary>The most points of one trial.</summary>
    public const int MaximumPoints = 500;

    /// <summary>
    /// The state right after each instant at which something changed, in order of time; where those are more than
    /// <see cref="MaximumPoints"/>, evenly many of them, the first and last among them. Changes before t0 count into
    /// the first point.
    /// </summary>
    public static IReadOnlyList<TimeSeriesPoint> Of(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        if (measure.Streams.Count > 0)
        {
            return SessionTimeSeries.Of(measure);
        }

        var events = EffectiveStamps.Of(measure.Timeline);
        var created = Sorted(events.Select(e => e.CreatedNs));
        var processed = Sorted(events.Select(e => e.ProcessedNs));
        var started = Sorted(measure.Timeline.Instances.Select(i => (long?)i.StartedNs));
        var goneNs = started.Length == 0 ? (long?)null : Math.Max(EndNs(measure), started[^1]);
        long[] instants =
        [
            .. created.Concat(processed).Concat(started).Append(measure.T0Ns)
                .Append(measure.T2Ns + 1 ?? measure.T0Ns).Append(goneNs ?? measure.T0Ns)
                .Where(ns => ns >= measure.T0Ns).Distinct().Order(),
        ];
        return
        [
            .. Thinned(instants).Select(ns => new TimeSeriesPoint(
                measure.Timeline.Trial.TrialId,
                ns,
                ns <= (measure.T2Ns ?? EndNs(measure)) ? 1 : 0,
                ns < goneNs ? CountUntil(started, ns) : 0,
                CountUntil(created, ns) - CountUntil(processed, ns))),
        ];
    }

    // The end of the last phase: teardown where it was observed, else the last that was.
    internal static long EndNs(Measure measure) => measure.Phases.Count > 0 ? measure.Phases[^1].EndNs : measure.T0Ns;

    internal static IEnumerable<long> Thinned(long[] instants) => instants.Length <= MaximumPoints
        ? instants
        : Enumerable.Range(0, MaximumPoints)
            .Select(i => instants[(long)i * (instants.Length - 1) / (MaximumPoints - 1)]);

    internal static long[] Sorted(IEnumerable<long?> stamps) => [.. stamps.OfType<long>().Order()];

    internal static int CountUntil(long[] sorted, long ns)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= ns ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
