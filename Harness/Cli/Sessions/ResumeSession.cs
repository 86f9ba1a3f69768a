using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Diagnosis;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Presentation;
using Eval.Harness.Running;

namespace Eval.Harness.Cli.Sessions;

/// <summary>A run that was killed or interrupted, brought to its end.</summary>
internal static class ResumeSession
{
    /// <summary>Runs the trials that the journal lacks, and gives the exit code. A run that has ended stays as it is,
    /// but derived files that it lacks are made.</summary>
    /// <exception cref="RunFolderException">There is no run, or it is still going on.</exception>
    /// <exception cref="UsageException">The manifest's scenario cannot be read by this version.</exception>
    public static async Task<int> RunAsync(string directory, bool json, CancellationToken cancellation)
    {
        var stored = StoredRun.Open(directory);
        using var taken = stored.Folder.Lock();
        var recorded = stored.Folder.ReadJournal();
        if (stored.Manifest.Sha256.Count > 0 && TrialLoop.IsDone(stored.Plan, recorded))
        {
            await Console.Error.WriteLineAsync("this run has all its trials: nothing is left to do");
            var run = stored.Reduce();
            // Killed after the last raw file, a run is whole but for what follows from it.
            if (!RunVerification.DerivedIsWhole(directory))
            {
                if (!stored.Folder.HasDerived)
                {
                    stored.Folder.SaveManifest(stored.Manifest);
                }

                Reduction.Write(run, stored.Folder);
            }

            return RunPrinter.Print(run, stored.Folder.Directory, Reduction.CodeOf(run), json);
        }

        LiveRunsOnly.Require(stored.Manifest);
        Prerequisites.Check([stored.Plan.Scenario], Words.All.Systems);
        var resumed = ManifestDraft.Resumed(stored.Manifest, recorded.Count, TimeProvider.System);
        stored.Folder.ForgetDerived();
        var session = new RunSession(stored.Plan, stored.Folder, resumed, recorded);
        return (await session.RunAsync(json, cancellation)).Code;
    }
}
