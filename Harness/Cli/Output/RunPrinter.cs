using System.Text.Json;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Reports;
using Spectre.Console;

namespace Eval.Harness.Cli.Output;

/// <summary>A run's result on standard output: the table, or one JSON object (DESIGN, Section 5).</summary>
internal static class RunPrinter
{
    /// <summary>Prints it, and gives the code back.</summary>
    public static int Print(Run run, string directory, int code, bool json)
    {
        foreach (var failed in run.Expectations.Where(result => !result.Met))
        {
            Console.Error.WriteLine($"threshold not met: {ExpectationText.Line(failed)}");
        }

        if (json)
        {
            Console.Out.WriteLine(Json(run, directory, code));
            return code;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (var header in ResultTable.Headers)
        {
            table.AddColumn(new TableColumn(Markup.Escape(header)) { NoWrap = true });
        }

        foreach (var row in ResultTable.Rows(run))
        {
            table.AddRow([.. ResultTable.Texts(row).Select(Markup.Escape)]);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        console.Profile.Width = Math.Max(console.Profile.Width, Width);
        console.Write(table);
        Console.Out.WriteLine(directory);
        return code;
    }

    private const int Width = 200;

    private static string Json(Run run, string directory, int code) => JsonSerializer.Serialize(new
    {
        run_id = run.Manifest.RunId,
        directory,
        exit_code = code,
        trials = new
        {
            planned = run.Estimates.Where(estimate => estimate.Metric == "cold_start_penalty")
                .Sum(estimate => estimate.Planned),
            valid = run.Measures.Count(measure => measure.Valid)
                + run.Fleets.Select(session => session.SessionId).Distinct().Count(),
            invalid = run.Measures.Count(measure => !measure.Valid),
            failed = run.Measures.Count(measure => measure.Valid && measure.Timeline.Outcome != Outcome.Completed),
        },
        estimates = ResultTable.Estimates(run),
    });
}
