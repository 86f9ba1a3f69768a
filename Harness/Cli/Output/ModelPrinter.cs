using System.Globalization;
using System.Text.Json;
using Eval.Harness.Presentation.Formatting;
using Eval.Harness.Simulating.Laws;
using Eval.Harness.Simulating.Models;
using Spectre.Console;

namespace Eval.Harness.Cli.Output;

/// <summary>A fitted model on standard output: each law, and how far it is from the values.</summary>
internal static class ModelPrinter
{
    public static void Print(ModelFile model)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var header in new[] { "kind", "time", "law", "n", "mean", "law's mean", "distance" })
        {
            table.AddColumn(new TableColumn(header) { NoWrap = true });
        }

        foreach (var entry in model.Systems)
        {
            foreach (var (time, law) in Laws(entry))
            {
                table.AddRow(
                    Markup.Escape(entry.Kind),
                    time,
                    law.Law,
                    law.N.ToString(CultureInfo.InvariantCulture),
                    Numbers.Seconds(law.SampleMean),
                    Numbers.Seconds(law.ToDistribution().Mean),
                    law.Distance.ToString("0.000", CultureInfo.InvariantCulture));
            }
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        console.Profile.Width = Math.Max(console.Profile.Width, Width);
        console.Write(table);
    }

    private const int Width = 120;

    private static IEnumerable<(string Time, LawSpec Law)> Laws(ModelEntry entry) =>
    [
        .. entry.Start.Select(
            phase => (JsonNamingPolicy.KebabCaseLower.ConvertName(phase.Phase.ToString()), phase.Law)),
        ("delivery", entry.Delivery),
        ("gap", entry.Gap),
        ("service", entry.Service),
        ("ending", entry.Ending),
        ("upload per event", entry.Upload),
        ("teardown", entry.Teardown),
    ];
}
