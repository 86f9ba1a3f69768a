using System.Globalization;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Spectre.Console;

namespace Eval.Harness.Cli.Output;

/// <summary><c>--dry-run</c>: the trials in their order.</summary>
internal static class PlanPrinter
{
    public static int Print(IReadOnlyList<PlannedFile> files)
    {
        foreach (var file in files)
        {
            var table = new Table { Border = TableBorder.None, Title = new TableTitle(Markup.Escape(file.File)) };
            table.AddColumn("trial").AddColumn("system").AddColumn("duration").AddColumn("events");
            foreach (var trial in file.Plan.Trials)
            {
                table.AddRow(
                    Markup.Escape(trial.TrialId),
                    Markup.Escape(trial.System.Name),
                    string.Create(CultureInfo.InvariantCulture, $"{trial.Duration.TotalSeconds:0.###}s"),
                    trial.Events.ToString(CultureInfo.InvariantCulture));
            }

            AnsiConsole.Write(table);
            var seconds = file.Plan.Trials.Sum(trial => (trial.Duration + file.Plan.Scenario.Pause).TotalSeconds);
            var least = TimeSpan.FromSeconds(seconds).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
            Console.Out.WriteLine($"{file.Plan.Trials.Count} trials, at least {least} of streams and pauses");
        }

        return ExitCode.Success;
    }
}
