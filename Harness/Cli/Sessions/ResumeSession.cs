using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Diagnosis;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Presentation;
using Eval.Harness.Running;
using Eval.Harness.Simulating;

namespace Eval.Harness.Cli.Sessions;

/// <summary>A run that was killed or interrupted, brought to its end.</summary>
internal static class ResumeSession
{
    /// <summary>Runs the trials that the journal lacks, and gives the exit code. A run that has ended stays as it is,
    /// but derived files that it lacks are made.</summary>
    /// <exception cref="RunFolderException">There is no run, or it is still going on.</exception>
    /// <exception cref="UsageException">The manifest's scenario cannot be read by this version, or what the run
    /// was made from is no longer the same.</exception>
    public static async Task<int> RunAsync(string directory, bool json, CancellationToken cancellation)
    {
        var stored = StoredRun.Open(directory);
        using var taken = stored.Folder.Lock();
        if (IsDone(stored))
        {
            await Console.Error.WriteLineAsync("this run has all its trials: nothing is left to do");
            if (!BreakEvenSession.IsOne(stored.Manifest))
            {
                return Complete(stored, json);
            }

            if (RunVerification.DerivedIsWhole(directory))
            {
                return ExitCode.Success;
            }
        }

        return stored.Manifest.Executor == SimulatedExecutor.Name
            ? await SimulateAsync(stored, json, cancellation)
            : await MeasureAsync(stored, json, cancellation);
    }

    private static bool IsDone(StoredRun stored) => stored.Manifest.Sha256.Count > 0
        && (stored.Plan.Scenario.Fleet is null
            ? TrialLoop.IsDone(stored.Plan, stored.Folder.ReadJournal())
            : !stored.Folder.HasCheckpoint);

    private static int Complete(StoredRun stored, bool json)
    {
        var run = stored.Reduce();

        // Killed after the last raw file, a run is whole but for what follows from it.
        if (!RunVerification.DerivedIsWhole(stored.Folder.Directory))
        {
            if (!stored.Folder.HasDerived)
            {
                stored.Folder.SaveManifest(stored.Manifest);
            }

            Reduction.Write(run, stored.Folder);
        }

        return RunPrinter.Print(run, stored.Folder.Directory, Reduction.CodeOf(run), json);
    }

    private static async Task<int> SimulateAsync(StoredRun stored, bool json, CancellationToken cancellation)
    {
        if (stored.Plan.Scenario.Fleet is null)
        {
            StoredInputs.RequireUnchanged(stored);
            return await SimulateSession.ResumeAsync(stored, json, cancellation);
        }

        return BreakEvenSession.IsOne(stored.Manifest)
            ? BreakEvenSession.Resume(stored, cancellation)
            : FleetSession.Resume(stored, json, cancellation);
    }

    private static async Task<int> MeasureAsync(StoredRun stored, bool json, CancellationToken cancellation)
    {
        var recorded = stored.Folder.ReadJournal();
        Prerequisites.Check([stored.Plan.Scenario], Words.All.Systems);
        if (!TrialLoop.IsDone(stored.Plan, recorded))
        {
            StoredInputs.RequireUnchanged(stored);
        }

        var resumed = ManifestDraft.Resumed(stored.Manifest, recorded.Count, TimeProvider.System);
        stored.Folder.ForgetDerived();
        var session = new RunSession(stored.Plan, stored.Folder, resumed, recorded);
        return (await session.RunAsync(json, cancellation)).Code;
    }
}
