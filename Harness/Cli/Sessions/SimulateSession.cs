using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Running;
using Eval.Harness.Simulating;

namespace Eval.Harness.Cli.Sessions;

/// <summary>One scenario in virtual time, from its first missing trial to its whole folder, interrupted or not.
/// </summary>
internal static class SimulateSession
{
    /// <summary>Runs it into a new folder and gives the exit code.</summary>
    /// <exception cref="UsageException">The scenario holds something that is not modelled.</exception>
    public static async Task<int> StartAsync(
        TrialPlan plan, SimulationInputs inputs, RunTarget target, bool json, CancellationToken cancellation)
    {
        await using var executor = Executor(plan, inputs);
        var manifest = ManifestDraft.OfSimulation(plan.Scenario, inputs) with { Systems = executor.Deployed };
        var folder = target.Create(manifest.RunId);
        using var taken = folder.Lock();
        return await RunAsync(executor, plan, folder, manifest, [], json, cancellation);
    }

    /// <summary>Goes on with one that was killed or interrupted, whose folder the caller has locked. What becomes of it
    /// is what it would have been.</summary>
    /// <exception cref="UsageException">The model is gone, or no longer the one that it began with.</exception>
    public static async Task<int> ResumeAsync(StoredRun stored, bool json, CancellationToken cancellation)
    {
        await using var executor = Executor(
            stored.Plan, SimulationInputs.Again(stored.Manifest, stored.Plan.Scenario));
        var recorded = stored.Folder.ReadJournal();
        executor.GoOnAfter(recorded);
        stored.Folder.ForgetDerived();
        return await RunAsync(
            executor, stored.Plan, stored.Folder,
            ManifestDraft.Resumed(stored.Manifest, recorded.Count, TimeProvider.System), recorded, json, cancellation);
    }

    private static SimulatedExecutor Executor(TrialPlan plan, SimulationInputs inputs) =>
        Modelled.Or(() => new SimulatedExecutor(plan.Scenario, inputs.Model, plan.Trials));

    private static async Task<int> RunAsync(
        SimulatedExecutor executor, TrialPlan plan, RunFolder folder, RunManifest manifest,
        IReadOnlyList<Timeline> recorded, bool json, CancellationToken cancellation)
    {
        var progress = new RunProgress(Console.Error, isVirtual: true);
        foreach (var remark in executor.Remarks)
        {
            progress.Say(remark);
        }

        folder.SaveManifest(manifest);
        var code = ExitCode.Success;
        using (var journal = folder.OpenJournal(isFlushed: false))
        {
            try
            {
                await new TrialLoop(executor, journal.Append, progress.Trial).RunAsync(plan, recorded, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                progress.Say("interrupted: keeping the trials that have ended");
                code = ExitCode.Interrupted;
            }
        }

        var run = Reduction.Of(plan.Scenario, folder, manifest);
        run = run with { Manifest = folder.WriteRaw(run) };
        Reduction.Write(run, folder);
        code = code == ExitCode.Success ? Reduction.CodeOf(run) : code;
        return RunPrinter.Print(run, folder.Directory, code, json);
    }
}
