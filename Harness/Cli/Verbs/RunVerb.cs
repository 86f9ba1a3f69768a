using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Diagnosis;
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
        var directory = Arguments.Output(
            "the run folder; must not hold anything (default Results/<scenario>/<utc>-<id>)");
        var profile = Arguments.Profile();
        var repetitions = new Option<int?>("--repetitions") { Description = "instead of the scenario's" };
        var systems = new Option<string?>("--systems") { Description = "only these labels, separated by commas" };
        var json = Arguments.Json();
        var dryRun = new Option<bool>("--dry-run") { Description = "print the plan and run nothing" };
        var command = new Command("run", "Run scenarios against real systems, analyse and draw.")
        {
            files, directory, repetitions, systems, profile, json, dryRun,
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
                : RunAllAsync(planned, parsed.GetValue(directory), parsed.GetValue(json), cancellation);
        });
        return command;
    }

    /// <summary>Runs file after file; of their exit codes the first of the contract's order is the command's.</summary>
    private static async Task<int> RunAllAsync(
        PlannedFile[] files, string? directory, bool json, CancellationToken cancellation)
    {
        if (json && files.Length > 1)
        {
            throw new UsageException("--json prints one object, so it takes one FILE");
        }

        if (files.FirstOrDefault(file => file.Plan.Scenario.Fleet is not null) is { } many)
        {
            throw new UsageException($"{many.File}: a fleet is not measured but modelled: use `simulate`");
        }

        Prerequisites.Check(files.Select(file => file.Plan.Scenario), Words.All.Systems);
        var targets = RunTarget.Of(files, directory);
        var worst = ExitCode.Success;
        foreach (var (file, target) in files.Zip(targets))
        {
            cancellation.ThrowIfCancellationRequested();
            var (code, _) = await RunSession.StartAsync(file.Plan, target, json, cancellation);
            worst = ExitCode.First(worst, code);
        }

        return worst;
    }
}
