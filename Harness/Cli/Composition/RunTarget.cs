using Eval.Harness.Presentation;

namespace Eval.Harness.Cli.Composition;

/// <summary>Where a run's folder will be.</summary>
/// <param name="Directory">Exactly there, or null.</param>
/// <param name="Scenario">Else below Results/ and this name.</param>
internal sealed record RunTarget(string? Directory, string Scenario)
{
    private const string Results = "Results";

    /// <summary>DIR for one file, DIR/scenario for several, Results/scenario/run without --out.</summary>
    public static RunTarget Of(PlannedFile file, string? directory, int files)
    {
        var scenario = file.Plan.Scenario.Name;
        return new RunTarget(
            directory is null || files == 1 ? directory : Path.Combine(directory, scenario), scenario);
    }

    /// <summary>Makes the folder.</summary>
    /// <exception cref="RunFolderException">It holds something.</exception>
    public RunFolder Create(string runId) => Directory is null
        ? RunFolder.Create(Results, Scenario, runId)
        : RunFolder.CreateAt(Directory);
}
