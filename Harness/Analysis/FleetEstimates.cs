using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Estimates over sessions of many streams: each session is reduced to its median and its 99th percentile, and
/// then is one value.</summary>
public static class FleetEstimates
{
    private const string ColdShare = "cold_share";

    private static readonly string[] OfStreams = ["cold_start_penalty", "cold_start_s", "processing_overhead_s"];

    /// <summary>What the sessions of every system have, whatever they cost.</summary>
    public static IReadOnlyList<string> Metrics { get; } = [.. OfStreams, .. OfStreams.Select(P99Name), ColdShare];

    /// <summary>One estimate per system, duration, metric and reduction, in the scenario's order. The median keeps the
    /// metric's name, as of single streams; the other has p99 in it.</summary>
    public static IReadOnlyList<Estimate> Of(Scenario scenario, IReadOnlyList<FleetAggregate> sessions) =>
    [
        .. from system in scenario.Systems
           from duration in scenario.Durations
           from metric in sessions.Where(one => one.System == system.Name && one.Duration == duration)
               .GroupBy(one => (one.Metric, one.Unit))
           from reduction in Reductions(metric.Key.Metric, [.. metric])
           select OfCell(scenario, system, duration, metric.Key.Unit, reduction),
    ];

    private static IEnumerable<(string Name, double[] Values)> Reductions(
        string metric, IReadOnlyList<FleetAggregate> sessions)
    {
        yield return (metric, [.. sessions.Select(one => one.P50 ?? one.Mean)]);
        if (sessions.All(one => one.P99 is not null))
        {
            yield return (P99Name(metric), [.. sessions.Select(one => one.P99!.Value)]);
        }
    }

    private static string P99Name(string metric) => metric.EndsWith("_s", StringComparison.Ordinal)
        ? metric[..^2] + "_p99_s"
        : metric + "_p99";

    private static Estimate OfCell(
        Scenario scenario, SystemSpec system, TimeSpan duration, string unit, (string Name, double[] Values) reduction)
    {
        var values = reduction.Values;
        var interval = MedianInterval.Of(values);
        var mean = BootstrapInterval.OfMean(values, unchecked((int)scenario.Seed));
        return new Estimate
        {
            System = system.Name,
            Duration = duration,
            Parameters = system.Parameters,
            Metric = reduction.Name,
            Unit = unit,
            Planned = scenario.Repetitions,
            N = values.Length,
            Invalid = 0,
            Failed = 0,
            Rejected = 0,
            Median = Quantile.Of(values, 0.5),
            CiLow = interval?.Low,
            CiHigh = interval?.High,
            CiLevel = interval?.Level,
            Mean = values.Average(),
            MeanLow = mean?.Low,
            MeanHigh = mean?.High,
            Minimum = values.Min(),
            Maximum = values.Max(),
        };
    }
}
