using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Running.Observing;
using Eval.Harness.Running;

namespace Eval.Harness.Cli.Sessions;

/// <summary>One scenario from its plan to its folder, interrupted or not.</summary>
internal static class RunSession
{
    /// <summary>Runs it and gives the exit code. Results go to the folder, the table or JSON to standard output.
    /// </summary>
    public static async Task<int> RunAsync(
        TrialPlan plan, RunTarget target, bool json, CancellationToken cancellation)
    {
        var progress = new RunProgress(Console.Error);
        var manifest = ManifestDraft.Of(plan.Scenario, Environment.GetCommandLineArgs()[1..], TimeProvider.System);
        var folder = target.Create(manifest.RunId);
        var (ended, code) = await MeasureAsync(plan, folder, manifest, progress, cancellation);
        var run = Reduction.Of(plan.Scenario, folder, ended);
        run = run with { Manifest = folder.WriteRaw(run) };
        Reduction.Write(run, folder);
        code = code == ExitCode.Success ? Reduction.CodeOf(run) : code;
        RunPrinter.Print(run, folder.Directory, code, json);
        return code;
    }

    /// <summary>Runs the trials; an interrupt ends them early and keeps those that have ended.</summary>
    private static async Task<(RunManifest Manifest, int Code)> MeasureAsync(
        TrialPlan plan,
        RunFolder folder,
        RunManifest manifest,
        RunProgress progress,
        CancellationToken cancellation)
    {
        using var workspace = Workspace.Create();
        await using var executor = LiveComposition.Executor(plan.Scenario, workspace, progress.Say);
        var code = ExitCode.Success;
        try
        {
            progress.Say($"deploying {string.Join(", ", plan.Scenario.Systems.Select(system => system.Name))}");
            await executor.DeployAsync(cancellation);
            folder.SaveManifest(manifest with { Systems = executor.Deployed });
            using var journal = folder.OpenJournal();
            await new TrialLoop(executor, journal.Append, progress.Trial).RunAsync(plan, cancellation);
        }
#pragma warning disable CA1031 // Once interrupted, what breaks on the way down changes nothing.
        catch (Exception) when (cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            progress.Say("interrupted: keeping the trials that have ended");
            code = ExitCode.Interrupted;
        }
        catch
        {
            folder.DeleteIfEmpty();
            throw;
        }

        return (manifest with { Systems = executor.Deployed, HostAfter = HostFacts.Read() }, code);
    }
}
