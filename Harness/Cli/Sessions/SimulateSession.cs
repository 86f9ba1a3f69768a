using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Simulating;
using Eval.Harness.Simulating.Models;

namespace Eval.Harness.Cli.Sessions;

/// <summary>One scenario in virtual time, from its plan to its folder.</summary>
internal static class SimulateSession
{
    /// <summary>Runs it and gives the exit code.</summary>
    /// <exception cref="UsageException">The scenario holds something that is not modelled.</exception>
    public static async Task<int> RunAsync(
        TrialPlan plan, ModelFile model, RunTarget target, bool json, CancellationToken cancellation)
    {
        var progress = new RunProgress(Console.Error);
        await using var executor = Modelled.Or(() => new SimulatedExecutor(plan.Scenario, model));
        foreach (var remark in executor.Remarks)
        {
            progress.Say(remark);
        }

        var manifest = ManifestDraft.Of(plan.Scenario, CommandLine.Arguments, TimeProvider.System) with
        {
            Executor = SimulatedExecutor.Name,
            Clock = "virtual time, ns",
            Systems = executor.Deployed,
        };
        var folder = target.Create(manifest.RunId);
        using var taken = folder.Lock();
        folder.SaveManifest(manifest);
        var code = ExitCode.Success;
        using (var journal = folder.OpenJournal())
        {
            try
            {
                await new TrialLoop(executor, journal.Append, progress.Trial).RunAsync(plan, [], cancellation);
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
