using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Workloads.Arrivals;

namespace Eval.Harness.Cli.Sessions;

/// <summary>The trace and the programs of a run on disk, looked at before it goes on: a trial that finds another one,
/// or none, would be a failure of the system for good.</summary>
internal static class StoredInputs
{
    /// <summary>Lets a run pass whose files are those that it began with.</summary>
    /// <exception cref="UsageException">Some are not; the message names all of them.</exception>
    public static void RequireUnchanged(StoredRun stored)
    {
        var (manifest, scenario) = (stored.Manifest, stored.Plan.Scenario);
        string?[] problems =
        [
            TraceProblem(scenario.Arrivals),
            .. manifest.Executor == "live"
                ? scenario.Stages.Select(stage => ProgramProblem(manifest, stage)).Distinct()
                : [],
        ];
        if (problems.OfType<string>().ToArray() is { Length: > 0 } found)
        {
            throw new UsageException(string.Join('\n', found));
        }
    }

    private static string? TraceProblem(ArrivalSpec? arrivals) =>
        arrivals is not null && ArrivalCatalog.FileOf(arrivals) is { } file
            ? InputFiles.ProblemOf(file, "trace", arrivals.FileSha256)
            : null;

    /// <summary>Manifests of before programs were kept have a path alone, which may be of any folder.</summary>
    private static string? ProgramProblem(RunManifest manifest, FunctionStage stage) =>
        stage.Executable is not { } path ? null
        : manifest.Inputs.FirstOrDefault(input => input.Name == stage.Name) is { } input
            ? InputFiles.ProblemOf(path, input.Name, input.Sha256)
        : !Path.IsPathRooted(path)
            ? $"{stage.Name}: {manifest.RunId} does not say in which folder it is: use `run` again"
        : File.Exists(path) ? null : $"{path}: is not there";
}
