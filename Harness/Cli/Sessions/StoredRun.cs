using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Scenarios;

namespace Eval.Harness.Cli.Sessions;

/// <summary>A run that is on disk.</summary>
/// <param name="Folder">Where.</param>
/// <param name="Manifest">What it was.</param>
/// <param name="Plan">Its trials, as the run's command line had changed them.</param>
internal sealed record StoredRun(RunFolder Folder, RunManifest Manifest, TrialPlan Plan)
{
    /// <summary>Opens it.</summary>
    /// <exception cref="RunFolderException">There is no run, or its manifest is damaged.</exception>
    /// <exception cref="UsageException">The manifest's scenario cannot be read by this version.</exception>
    public static StoredRun Open(string directory)
    {
        var folder = RunFolder.Open(directory);
        var manifest = folder.ReadManifest();
        return new StoredRun(folder, manifest, PlanOf(manifest));
    }

    /// <summary>The run reduced, from its raw files alone.</summary>
    public Run Reduce() => Plan.Scenario.Fleet is null
        ? Reduction.Of(Plan.Scenario, Folder, Manifest)
        : FleetReduction.Of(Plan.Scenario, Manifest, FleetFolder.Read(Folder));

    /// <summary>The run reduced, where its trials are there one by one.</summary>
    /// <exception cref="UsageException">It holds sessions of many streams.</exception>
    public Run ReduceTrials() => Plan.Scenario.Fleet is null
        ? Reduce()
        : throw new UsageException($"{Manifest.RunId} holds sessions of many streams, which keep no single stream to "
            + "compare; `analyze` and `plot` take it");

    private static TrialPlan PlanOf(RunManifest manifest)
    {
        var reading = ScenarioReader.Read(
            "the manifest's scenario", manifest.ScenarioText, Words.All, manifest.Profile ?? "");
        if (!reading.IsValid)
        {
            throw new UsageException(string.Join('\n', reading.Errors.Select(mistake => mistake.ToString())));
        }

        var choices = new RunChoices(manifest.Repetitions, manifest.SystemLabels ?? []);
        return choices.Apply(TrialPlanner.Plan(reading.Scenario with
        {
            Stages = [.. reading.Scenario.Stages.Select(stage => Located(stage, manifest))],

            // A trace is looked for when a session is drawn from it again, and has to be the same.
            Arrivals = reading.Scenario.Arrivals is { } arrivals
                ? arrivals with
                {
                    Folder = manifest.ScenarioFolder ?? "", FileSha256 = manifest.TraceSha256 ?? "",
                }
                : null,
        }));
    }

    /// <summary>A program where it was, from whatever folder the run goes on.</summary>
    private static FunctionStage Located(FunctionStage stage, RunManifest manifest) =>
        stage.Executable is not null && manifest.Inputs.FirstOrDefault(input => input.Name == stage.Name) is { } input
            ? stage with { Executable = InputFiles.PathOf(input) }
            : stage;
}
