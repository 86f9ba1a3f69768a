using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>report.md of a break-even map.</summary>
internal static class BreakEvenReport
{
    /// <summary>The whole document.</summary>
    public static string Render(RunManifest manifest, Scenario scenario, BreakEvenMap map)
    {
        var text = new Markdown();
        OverviewSection.Write(text, new Run(manifest, scenario, [], [], []));
        text.Heading(2, "Who wins where")
            .Paragraph("Simulated, no measurement. Means over the streams of a session; a system is named best where "
                + "the 95 % Student intervals of its differences to all others, replication by replication, are above "
                + "0, and several are named where they are not. A system whose events take longer than they are apart "
                + "is unstable: it has no average and cannot win.");
        foreach (var figure in FigureCatalog.Maps.Where(figure => figure.Draw(map) is not null))
        {
            text.Paragraph($"![{Markdown.Escape(figure.Description)}](figures/{figure.Name}.png)");
        }

        text.Table(
            ["won on", .. scenario.Systems.Select(system => system.Name), "not told apart", "points"],
            [
                Wins("overhead", scenario, map, point => point.LeastOverhead),
                Wins("cost", scenario, map, point => point.LeastCost),
                Wins("both", scenario, map, point => point.Both),
            ]);
        Answers(text, map);
        IsoLines(text, map);
        return text.Heading(2, "What it assumes")
            .List(map.Assumptions)
            .Table(["system", "price book"], map.Prices.Select(
                price => (IReadOnlyList<string>)[price.Key, price.Value]))
            .ToString();
    }

    private static IReadOnlyList<string> Wins(
        string what, Scenario scenario, BreakEvenMap map, Func<BreakEvenPoint, IReadOnlyList<string>> best) =>
    [
        what,
        .. scenario.Systems.Select(system => Text(
            map.Points.Count(point => best(point) is [var only] && only == system.Name))),
        Text(map.Points.Count(point => best(point).Count != 1)),
        Text(map.Points.Count),
    ];

    private static void Answers(Markdown text, BreakEvenMap map) =>
        text.Heading(2, "Questions with known answers")
            .Paragraph("The same simulator and the same billing, asked what a formula answers too.")
            .Table(["question", "closed form", "simulated", "off by"], map.Answers.Select(answer =>
                (IReadOnlyList<string>)
                [
                    answer.Question,
                    Numbers.Significant(answer.ClosedForm),
                    Numbers.Significant(answer.Simulated),
                    (100 * answer.Error).ToString("0.###", CultureInfo.InvariantCulture) + " %",
                ]));

    private static void IsoLines(Markdown text, BreakEvenMap map)
    {
        text.Heading(2, "Where the winner changes with the duration");
        if (map.IsoLines.Count == 0)
        {
            text.Paragraph("Nowhere between the durations of the map.");
        }

        text.Table(
            ["measure", "streams per second", "event", "below", "duration", "above"],
            map.IsoLines.Select(iso => (IReadOnlyList<string>)
            [
                iso.Measure,
                Numbers.Exact((double)(decimal)iso.ArrivalRate),
                Numbers.Seconds(iso.EventCost.TotalSeconds),
                iso.Shorter, Numbers.Seconds(iso.DurationSeconds), iso.Longer,
            ]));
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
