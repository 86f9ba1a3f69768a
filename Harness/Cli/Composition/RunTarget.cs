using Eval.Harness.Cli.Exits;
using Eval.Harness.Presentation;

namespace Eval.Harness.Cli.Composition;

/// <summary>Where a run's folder will be.</summary>
/// <param name="Directory">Exactly there, or null.</param>
/// <param name="Scenario">Else below Results/ and this name.</param>
internal sealed record RunTarget(string? Directory, string Scenario)
{
    private const string Results = "Results";

    /// <summary>DIR for one file, DIR/scenario for several, Results/scenario/run without --out.</summary>
    /// <exception cref="UsageException">Two files would write to the same folder.</exception>
    /// <exception cref="RunFolderException">DIR holds something.</exception>
    public static IReadOnlyList<RunTarget> Of(IReadOnlyList<PlannedFile> files, string? directory)
    {
        var names = files.Select(file => file.Plan.Scenario.Name).ToArray();
        if (directory is null)
        {
            return [.. names.Select(name => new RunTarget(null, name))];
        }

        RunFolder.RefuseUnlessEmpty(directory);
        var twice = names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? [.. names.Select(name => new RunTarget(files.Count == 1 ? directory : Path.Join(directory, name), name))]
            : throw new UsageException($"two scenarios are named {twice.Key}; with --out each needs its own name");
    }

    /// <summary>Makes the folder.</summary>
    /// <exception cref="RunFolderException">It holds something.</exception>
    public RunFolder Create(string runId) => Directory is null
        ? RunFolder.Create(Results, Scenario, runId)
        : RunFolder.CreateAt(Directory);
}
