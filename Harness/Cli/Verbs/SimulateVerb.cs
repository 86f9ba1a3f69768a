using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Cli.Sessions;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>simulate FILE…</c>: the same scenarios in virtual time.</summary>
internal static class SimulateVerb
{
    public static Command Create()
    {
        var files = Arguments.Files();
        var model = new Option<string?>("--model")
        {
            Description = "the model file, as calibrate writes it (default Scenarios/models/default.json)",
        };
        var directory = Arguments.Output(
            "the run folder; must not hold anything (default Results/<scenario>/<utc>-<id>)");
        var profile = Arguments.Profile();
        var repetitions = new Option<int?>("--repetitions") { Description = "instead of the scenario's" };
        var systems = new Option<string?>("--systems") { Description = "only these labels, separated by commas" };
        var json = Arguments.Json();
        var dryRun = new Option<bool>("--dry-run") { Description = "print the plan and run nothing" };
        var command = new Command("simulate", "Run scenarios through models in virtual time, analyse and draw.")
        {
            files, model, directory, repetitions, systems, profile, json, dryRun,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var labels = parsed.GetValue(systems)?.Split(',', StringSplitOptions.TrimEntries) ?? [];
            var choices = new RunChoices(parsed.GetValue(repetitions), labels);
            var planned = ScenarioFiles.Read(parsed.GetRequiredValue(files), parsed.GetValue(profile) ?? "")
                .Select(file => file with { Plan = choices.Apply(file.Plan) })
                .ToArray();
            return parsed.GetValue(dryRun)
                ? Task.FromResult(PlanPrinter.Print(planned))
                : SimulateAllAsync(
                    planned, parsed.GetValue(model), parsed.GetValue(directory), parsed.GetValue(json), cancellation);
        });
        return command;
    }

    /// <summary>File after file; of their exit codes the first of the contract's order is the command's.</summary>
    private static async Task<int> SimulateAllAsync(
        PlannedFile[] files, string? modelFile, string? directory, bool json, CancellationToken cancellation)
    {
        if (json && files.Length > 1)
        {
            throw new UsageException("--json prints one object, so it takes one FILE");
        }

        var model = ModelFiles.Read(modelFile);
        var targets = RunTarget.Of(files, directory);
        var worst = ExitCode.Success;
        foreach (var (file, target) in files.Zip(targets))
        {
            cancellation.ThrowIfCancellationRequested();
            var code = file.Plan.Scenario.Fleet is null
                ? await SimulateSession.RunAsync(file.Plan, model, target, json, cancellation)
                : FleetSession.Run(file, model, target, json, cancellation);
            worst = ExitCode.First(worst, code);
        }

        return worst;
    }
}
