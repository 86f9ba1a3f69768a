using Eval.Harness.Model;

namespace Eval.Harness.Analysis.BreakEvens;

/// <summary>From the sessions of a break-even map to who wins where.</summary>
public static class BreakEvenAnalysis
{
    /// <summary>The points, in the samples' order of durations, rates and costs.</summary>
    public static IReadOnlyList<BreakEvenPoint> Points(IReadOnlyList<BreakEvenSample> samples) =>
    [
        .. samples.GroupBy(sample => (sample.Duration, sample.ArrivalRate, sample.EventCost)).Select(Point),
    ];

    /// <summary>
    /// Where the better one of two changes between neighbouring durations. Both systems' means are taken as powers of
    /// the duration in between, so that their logarithms meet on a straight line.
    /// </summary>
    public static IReadOnlyList<IsoPoint> IsoLines(IReadOnlyList<BreakEvenPoint> points) =>
    [
        .. from row in points.GroupBy(point => (point.ArrivalRate, point.EventCost))
           let ordered = row.OrderBy(point => point.Duration).ToArray()
           from pair in ordered.Zip(ordered.Skip(1))
           from measure in Measures
           let iso = Between(measure, pair.First, pair.Second)
           where iso is not null
           select iso,
    ];

    private static readonly (string Name, Func<BreakEvenEntry, double?> Value)[] Measures =
    [
        ("overhead", entry => entry.OverheadSeconds),
        ("cost", entry => entry.CostPerStream),
    ];

    private static BreakEvenPoint Point(
        IGrouping<(TimeSpan Duration, double Rate, TimeSpan Cost), BreakEvenSample> group)
    {
        var systems = group.GroupBy(sample => sample.System).ToArray();
        BreakEvenEntry[] entries = [.. systems.Select(Entry)];
        var overhead = Winners.Least(
            [.. systems.Select(one => (one.Key, Values(one, sample => sample.OverheadSeconds)))]);
        var cost = Winners.Least([.. systems.Select(one => (one.Key, Values(one, sample => sample.CostPerStream)))]);
        var both = overhead.Intersect(cost).ToArray();
        return new BreakEvenPoint(
            group.Key.Duration, group.Key.Rate, group.Key.Cost, entries, overhead, cost,
            both.Length > 0 ? both : Winners.NotBeaten(entries));
    }

    private static BreakEvenEntry Entry(IGrouping<string, BreakEvenSample> samples)
    {
        var (overheads, costs) = (
            Values(samples, sample => sample.OverheadSeconds), Values(samples, sample => sample.CostPerStream));
        return new BreakEvenEntry(
            samples.Key,
            overheads?.Average(),
            overheads is null ? null : StudentInterval.HalfWidth(overheads),
            costs?.Average(),
            costs is null ? null : StudentInterval.HalfWidth(costs),
            Values(samples, sample => sample.ColdShare)?.Average(),
            Values(samples, sample => sample.InstancesP99)?.Average());
    }

    /// <summary>All replications' values, or null where one has none.</summary>
    private static double[]? Values(
        IEnumerable<BreakEvenSample> samples, Func<BreakEvenSample, double?> value)
    {
        var all = samples.OrderBy(sample => sample.Replication).Select(value).ToArray();
        return all.Contains(null) ? null : [.. all.OfType<double>()];
    }

    private static IsoPoint? Between(
        (string Name, Func<BreakEvenEntry, double?> Value) measure, BreakEvenPoint shorter, BreakEvenPoint longer)
    {
        var (first, last) = (Best(shorter), Best(longer));
        if (first is null || last is null || first == last)
        {
            return null;
        }

        var (before, after) = (Advantage(shorter, first, last), Advantage(longer, first, last));
        if (before is not { } low || after is not { } high || low >= 0 == high >= 0)
        {
            return null;
        }

        var share = low / (low - high);
        var (from, to) = (Math.Log(shorter.Duration.TotalSeconds), Math.Log(longer.Duration.TotalSeconds));
        return new IsoPoint(
            measure.Name, shorter.ArrivalRate, shorter.EventCost, Math.Exp(from + (share * (to - from))), first, last);

        string? Best(BreakEvenPoint point) =>
            point.Entries.Where(entry => measure.Value(entry) is not null).MinBy(entry => measure.Value(entry))?.System;

        // How much less the winner of the shorter streams has, in logarithms: below 0 at first, above 0 then.
        double? Advantage(BreakEvenPoint point, string one, string other)
        {
            var difference = Math.Log(ValueOf(point, one)) - Math.Log(ValueOf(point, other));
            return double.IsFinite(difference) ? difference : null;
        }

        double ValueOf(BreakEvenPoint point, string system) =>
            measure.Value(point.Entries.First(entry => entry.System == system)) ?? double.NaN;
    }
}
