using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Cli.Sessions;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>run FILE…</c>: plan, run, analyse, draw.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var files = Arguments.Files();
        var directory = new Option<string?>("--out")
        {
            Description = "the run folder; must not hold anything (default Results/<scenario>/<utc>-<id>)",
        };
        var repetitions = new Option<int?>("--repetitions") { Description = "instead of the scenario's" };
        var systems = new Option<string?>("--systems") { Description = "only these labels, separated by commas" };
        var json = new Option<bool>("--json") { Description = "one JSON object on standard output, not the table" };
        var dryRun = new Option<bool>("--dry-run") { Description = "print the plan and run nothing" };
        var command = new Command("run", "Run scenarios against real systems, analyse and draw.")
        {
            files, directory, repetitions, systems, json, dryRun,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var labels = parsed.GetValue(systems)?.Split(',', StringSplitOptions.TrimEntries) ?? [];
            var choices = new RunChoices(parsed.GetValue(repetitions), labels);
            var planned = ScenarioFiles.Read(parsed.GetRequiredValue(files))
                .Select(file => file with { Plan = choices.Apply(file.Plan) })
                .ToArray();
            return parsed.GetValue(dryRun)
                ? Task.FromResult(PlanPrinter.Print(planned))
                : RunAllAsync(planned, parsed.GetValue(directory), parsed.GetValue(json), cancellation);
        });
        return command;
    }

    /// <summary>Runs file after file; the first exit code that is not 0 is the command's.</summary>
    private static async Task<int> RunAllAsync(
        PlannedFile[] files, string? directory, bool json, CancellationToken cancellation)
    {
        var targets = files.Select(file => (file, Folder: RunTarget.Of(file, directory, files.Length))).ToArray();
        var worst = ExitCode.Success;
        foreach (var (file, folder) in targets)
        {
            var code = await RunSession.RunAsync(file.Plan, folder, json, cancellation);
            worst = worst == ExitCode.Success ? code : worst;
        }

        return worst;
    }
}
