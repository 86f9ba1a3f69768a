using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Model;

namespace Eval.Harness.Cli.Verbs;

/// <summary>What the verbs that execute scenario files have in common: which files, which part of each, and where
/// results go.</summary>
internal static class ScenarioVerb
{
    /// <summary>Executes one plan into its folder, and gives the exit code.</summary>
    public delegate Task<int> Execution(
        TrialPlan plan, RunTarget target, bool json, CancellationToken cancellation);

    /// <summary>The command.</summary>
    /// <param name="name">How it is called.</param>
    /// <param name="description">What it does.</param>
    /// <param name="isVirtual">Whether trials take virtual time.</param>
    /// <param name="further">Options that it has alone.</param>
    /// <param name="begin">Checks before the first trial, over all files, and gives what executes each.</param>
    public static Command Create(
        string name,
        string description,
        bool isVirtual,
        IReadOnlyList<Option> further,
        Func<ParseResult, IReadOnlyList<PlannedFile>, Execution> begin)
    {
        var files = Arguments.Files();
        var directory = Arguments.Output(
            "the run folder; must not hold anything (default Results/<scenario>/<utc>-<id>)");
        var profile = Arguments.Profile();
        var repetitions = Arguments.Repetitions();
        var systems = new Option<string?>("--systems") { Description = "only these labels, separated by commas" };
        var json = Arguments.Json();
        var dryRun = new Option<bool>("--dry-run") { Description = "print the plan and run nothing" };
        var command = new Command(name, description)
        {
            files, directory, repetitions, systems, profile, json, dryRun,
        };
        foreach (var option in further)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var labels = parsed.GetValue(systems)?.Split(',', StringSplitOptions.TrimEntries) ?? [];
            var choices = new RunChoices(parsed.GetValue(repetitions), labels);
            var planned = ScenarioFiles.Read(parsed.GetRequiredValue(files), parsed.GetValue(profile) ?? "")
                .Select(file => file with { Plan = choices.Apply(file.Plan) })
                .ToArray();
            return parsed.GetValue(dryRun)
                ? Task.FromResult(PlanPrinter.Print(planned, isVirtual))
                : ExecuteAllAsync(
                    planned, () => begin(parsed, planned), parsed.GetValue(directory), parsed.GetValue(json),
                    cancellation);
        });
        return command;
    }

    /// <summary>File after file; of their exit codes the first of the contract's order is the command's.</summary>
    private static async Task<int> ExecuteAllAsync(
        PlannedFile[] files, Func<Execution> begin, string? directory, bool json, CancellationToken cancellation)
    {
        if (json && files.Length > 1)
        {
            throw new UsageException("--json prints one object, so it takes one FILE");
        }

        var execute = begin();
        var worst = ExitCode.Success;
        foreach (var (file, target) in files.Zip(RunTarget.Of(files, directory)))
        {
            cancellation.ThrowIfCancellationRequested();
            worst = ExitCode.First(worst, await execute(file.Plan, target, json, cancellation));
        }

        return worst;
    }
}
