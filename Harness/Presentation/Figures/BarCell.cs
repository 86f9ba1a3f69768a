using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Figures;

/// <summary>One bar: a cell's median with its interval, or the place of a cell that has none.</summary>
/// <param name="Series">The system's label, with its parameters.</param>
/// <param name="Group">What the bars around it have in common, such as the duration.</param>
/// <param name="Estimate">The estimate, or null where the run has no such cell.</param>
internal sealed record BarCell(string Series, string Group, Estimate? Estimate)
{
    /// <summary>What stands in the place of a bar without a value.</summary>
    public const string NoValidTrial = "no valid trial";

    private const string UpperBound = "upper bound: stamps of the boundary";

    private static readonly string[] Header =
    [
        "system", "parameters", "duration_s", "metric", "unit", "planned", "n", "median", "low", "high", "interval",
        "note",
    ];

    /// <summary>Whether the system's instances exist before their stream: never to be taken for a cold start.</summary>
    public bool IsWarm { get; init; }

    /// <summary>Whether stamps are of the system's boundary, so that the value is an upper bound.</summary>
    public bool IsUpperBound { get; init; }

    /// <summary>The median, or null.</summary>
    public double? Median => Estimate?.Median;

    /// <summary>All bars of a metric, group by group, series in the order of the scenario's systems.</summary>
    public static IReadOnlyList<BarCell> Of(Run run, string metric)
    {
        var estimates = run.Estimates.Where(estimate => estimate.Metric == metric).ToList();
        var order = run.Scenario.Systems.Select((system, index) => (system.Name, index))
            .ToDictionary(pair => pair.Name, pair => pair.index);
        var series = estimates.Select(estimate => (estimate.System, estimate.Parameters)).Distinct()
            .OrderBy(key => order.GetValueOrDefault(key.System, int.MaxValue))
            .ThenBy(key => key.Parameters, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. from duration in run.Scenario.Durations.Distinct().Order()
               from key in series
               select new BarCell(
                   Names.Series(key.System, key.Parameters),
                   Numbers.Duration(duration),
                   estimates.FirstOrDefault(estimate => estimate.Duration == duration
                       && estimate.System == key.System
                       && estimate.Parameters == key.Parameters))
               {
                   IsWarm = run.Scenario.Systems.Any(
                       system => system.Name == key.System && system.Option("start") == "warm"),
                   IsUpperBound = run.Streams.Any(measure => !measure.Timeline.Promises.StampsInFunction
                       && measure.Timeline.Trial.System.Name == key.System
                       && measure.Timeline.Trial.Duration == duration),
               },
        ];
    }

    /// <summary>The table behind the bars; notes say what the picture cannot show.</summary>
    public static FigureData Data(IEnumerable<BarCell> cells, Func<BarCell, string> note) => new(
        Header,
        [
            .. from cell in cells
               where cell.Estimate is not null
               let estimate = cell.Estimate
               select (IReadOnlyList<object?>)
               [
                   estimate.System, estimate.Parameters, estimate.Duration.TotalSeconds, estimate.Metric, estimate.Unit,
                   estimate.Planned, estimate.N, estimate.Median, estimate.CiLow, estimate.CiHigh,
                   Intervals.Label(estimate), estimate.Median is null ? NoValidTrial : Note(cell, note),
               ],
        ]);

    private static string Note(BarCell cell, Func<BarCell, string> note) => string.Join(
        "; ", new[] { cell.IsUpperBound ? UpperBound : "", note(cell) }.Where(words => words.Length > 0));

    /// <summary>What the whiskers are, in one line for all bars.</summary>
    public static string WhiskerNote(IEnumerable<BarCell> cells)
    {
        var counts = cells.Select(cell => cell.Estimate?.N ?? 0).Where(n => n > 0).Distinct().Order().ToList();
        return counts switch
        {
            [] => "No cell has a valid trial",
            [1] => "Bars: the one valid trial of each cell",
            [var n] when n < Intervals.LeastTrials => $"Bars: medians. Whiskers: range of {n} trials",
            [>= Intervals.LeastTrials, ..] => "Bars: medians. Whiskers: intervals of at least 95 % for the median",
            [.., < Intervals.LeastTrials] => "Bars: medians. Whiskers: ranges of all trials",
            _ => "Bars: medians. Whiskers: ranges where n < 6, else intervals of at least 95 %",
        };
    }
}
