using System.Globalization;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Running;
using Spectre.Console;

namespace Eval.Harness.Cli.Output;

/// <summary><c>--dry-run</c>: the trials in their order.</summary>
internal static class PlanPrinter
{
    /// <summary>Prints them, and how long they take where they take real time.</summary>
    public static int Print(IReadOnlyList<PlannedFile> files, bool isVirtual)
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
            Console.Out.WriteLine(isVirtual ? $"{file.Plan.Trials.Count} trials in virtual time" : Summary(file.Plan));
        }

        return ExitCode.Success;
    }

    private static string Summary(TrialPlan plan)
    {
        var time = PlanTime.Of(plan);
        var line = $"{plan.Trials.Count} trials, about {Clock(time.Expected)} (streams and pauses alone "
            + $"{Clock(time.Least)}; deployment and compilation come first)";
        return plan.Scenario.Adaptive is { } adaptive
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{line}; up to {adaptive.Maximum} repetitions a cell until ±{adaptive.Until:0.###%}, ")
                + $"at most about {Clock(time.Most)}"
            : line;
    }

    private static string Clock(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}");
}
