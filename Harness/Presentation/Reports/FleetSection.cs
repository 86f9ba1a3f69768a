using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Sessions of many streams: tails, instances and cost.</summary>
internal static class FleetSection
{
    private static readonly string[] Shown = ["cold_start_s", "processing_overhead_s", "instances", "cold_share"];

    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        var fleet = run.Scenario.Fleet!;
        text.Heading(2, "Sessions")
            .Paragraph(string.Create(CultureInfo.InvariantCulture,
                $"Each session has {fleet.Streams} streams that come as {fleet.Kind}, {fleet.MeanRatePerSecond:G4} ")
                + "a second on average. Medians over sessions of each session's quantile.")
            .Table(
                ["duration", "system", "metric", "mean", "50 %", "90 %", "99 %", "99.9 %"],
                run.Fleets.Where(one => Shown.Contains(one.Metric))
                    .GroupBy(one => (one.Duration, one.System, one.Metric, one.Unit)).Select(cell => Row(cell)));
        var priced = run.Fleets.Where(one => one.Metric == "cost_per_stream").GroupBy(
            one => (one.Duration, one.System, one.Unit)).ToArray();
        if (priced.Length > 0)
        {
            text.Heading(3, "Cost").Table(
                ["duration", "system", "ten million streams"],
                priced.Select(cell => (IReadOnlyList<string>)
                [
                    Numbers.Duration(cell.Key.Duration), cell.Key.System,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{1e7 * cell.Average(one => one.Mean):0.00} {cell.Key.Unit}"),
                ]));
        }

        text.Heading(3, "What it assumes")
            .List(run.Manifest.Systems.Select(system => system.Facts.GetValueOrDefault("assumptions", "")).Distinct()
                .Select(Markdown.Escape))
            .Table(["system", "model", "price book"], run.Manifest.Systems.Select(system => (IReadOnlyList<string>)
            [
                system.Name,
                system.Facts.GetValueOrDefault("model", Numbers.Missing),
                system.Facts.GetValueOrDefault("price_book", Numbers.Missing),
            ]));
    }

    private static IReadOnlyList<string> Row(
        IGrouping<(TimeSpan Duration, string System, string Metric, string Unit), FleetAggregate> cell)
    {
        return
        [
            Numbers.Duration(cell.Key.Duration), cell.Key.System, cell.Key.Metric,
            Text(one => one.Mean), Text(one => one.P50), Text(one => one.P90), Text(one => one.P99),
            Text(one => one.P999),
        ];

        string Text(Func<FleetAggregate, double?> value) => Median.Of(cell.Select(value).OfType<double>()) switch
        {
            null => Numbers.Missing,
            { } median when cell.Key.Unit == "s" => Numbers.Seconds(median),
            { } median => Numbers.Significant(median),
        };
    }
}
