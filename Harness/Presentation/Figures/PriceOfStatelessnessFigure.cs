using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Figures;

/// <summary>What it takes to run a stateful function where instances have no memory, against the stream function, which
/// has: how much longer, how many more bytes and requests, and how many streams come out right.</summary>
internal sealed class PriceOfStatelessnessFigure : IFigure
{
    private const string OverheadMetric = "processing_overhead_s";
    private const string ReferenceKind = "stream-function";

    /// <summary>Models know nothing of state.</summary>
    private const string Measured = "live";

    private static readonly string[] Header =
    [
        "system", "state", "duration_s", "quantity", "unit", "n", "value", "reference", "ratio", "low", "high",
    ];

    private static readonly (string Name, string Unit, Func<StatelessnessPrice, double?> Of)[] Quantities =
    [
        ("overhead", "s", price => price.OverheadSeconds),
        ("bytes moved", "bytes", price => price.Bytes),
        ("requests", "1", price => price.Requests),
        ("streams right", "1", price => price.RightShare),
    ];

    /// <inheritdoc/>
    public string Name => "price-of-statelessness";

    /// <inheritdoc/>
    public string Description =>
        "Overhead, bytes moved, requests and share of right streams of a stateful function, as multiples of the stream"
        + " function's, logarithmic, in the longest streams";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run)
    {
        var reference = run.Scenario.Systems.FirstOrDefault(system => system.Kind == ReferenceKind);
        if (reference is null || run.Measures.Count == 0 || !run.Scenario.Systems.Any(IsStatelessByItself)
            || run.Manifest.Executor != Measured)
        {
            return null;
        }

        var duration = run.Scenario.Durations.Max();
        var own = StatelessnessPrice.Of(run, reference, duration);
        var prices = run.Scenario.Systems.Select(system => StatelessnessPrice.Of(run, system, duration)).ToList();
        BarCell[] cells =
        [
            .. from quantity in Quantities
               from price in prices
               select Cell(run, price, own, quantity.Name, quantity.Of),
        ];
        var scale = new RatioScale(
            cells.Select(cell => cell.Median).OfType<double>(),
            cells.Select(cell => cell.Estimate?.CiHigh).OfType<double>());
        var drawn = BarChart.Draw(
            cells, scale, "Times the stream function", _ => "", $"Streams of {Numbers.Duration(duration)}");
        return drawn is null ? null : drawn with
        {
            Note = $"Bars: medians over that of {reference.Name}. Whiskers: bootstrap intervals of the ratio",
            Data = new FigureData(Header, [.. cells.Select((cell, index) =>
                Row(cell, prices[index % prices.Count], own, Quantities[index / prices.Count]))]),
        };
    }

    private static bool IsStatelessByItself(SystemSpec system) =>
        system.Option("state") is "redis" or "replay" or "sticky";

    private static BarCell Cell(
        Run run,
        StatelessnessPrice price,
        StatelessnessPrice reference,
        string quantity,
        Func<StatelessnessPrice, double?> valueOf)
    {
        var interval = quantity == Quantities[0].Name ? Interval(run, price, reference.System) : null;
        var estimate = new Estimate
        {
            System = price.System.Name,
            Parameters = price.System.Parameters,
            Duration = price.Duration,
            Metric = quantity,
            Unit = "1",
            Planned = run.Scenario.Repetitions,
            N = price.Trials,
            Invalid = 0,
            Failed = 0,
            Rejected = 0,
            Median = valueOf(reference) > 0 ? valueOf(price) / valueOf(reference) : null,
            CiLow = interval?.Low,
            CiHigh = interval?.High,
        };
        return new BarCell(Names.Series(price.System.Name, price.System.Parameters), quantity, estimate)
        {
            IsWarm = price.System.Option("start") == "warm",
        };
    }

    /// <summary>The interval of the ratio of overheads, where the run compares the two, whichever comes first.
    /// </summary>
    private static (double? Low, double? High)? Interval(Run run, StatelessnessPrice price, SystemSpec reference)
    {
        var compared = run.Comparisons.FirstOrDefault(pair => pair.Metric == OverheadMetric
            && pair.Duration == price.Duration
            && ((pair.SystemA == price.System.Name && pair.SystemB == reference.Name)
                || (pair.SystemB == price.System.Name && pair.SystemA == reference.Name)));
        return compared is null ? null
            : compared.SystemB == reference.Name ? (compared.CiLow, compared.CiHigh)
            : (1 / compared.CiHigh, 1 / compared.CiLow);
    }

    private static IReadOnlyList<object?> Row(
        BarCell cell,
        StatelessnessPrice price,
        StatelessnessPrice reference,
        (string Name, string Unit, Func<StatelessnessPrice, double?> Of) quantity) =>
    [
        price.System.Name, price.System.Option("state"), price.Duration.TotalSeconds, quantity.Name, quantity.Unit,
        price.Trials, quantity.Of(price), quantity.Of(reference), cell.Median, cell.Estimate?.CiLow,
        cell.Estimate?.CiHigh,
    ];
}
