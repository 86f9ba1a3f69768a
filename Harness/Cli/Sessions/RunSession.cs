using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Running;
using Eval.Harness.Running.Observing;

namespace Eval.Harness.Cli.Sessions;

/// <summary>One plan from its first missing trial to its whole folder, interrupted or not.</summary>
/// <param name="plan">What is run.</param>
/// <param name="folder">Where results go; the caller holds its lock where it existed before.</param>
/// <param name="manifest">What is known beforehand.</param>
/// <param name="recorded">Trials that the folder's journal holds already.</param>
internal sealed class RunSession(
    TrialPlan plan, RunFolder folder, RunManifest manifest, IReadOnlyList<Timeline> recorded)
{
    private readonly RunProgress _progress = new(Console.Error);

    /// <summary>Runs a plan into a new folder.</summary>
    public static async Task<(int Code, Run Run)> StartAsync(
        TrialPlan plan, RunTarget target, bool json, CancellationToken cancellation)
    {
        var manifest = ManifestDraft.Of(plan.Scenario, CommandLine.Arguments, TimeProvider.System);
        var folder = target.Create(manifest.RunId);
        using var taken = folder.Lock();
        return await new RunSession(plan, folder, manifest, []).RunAsync(json, cancellation);
    }

    /// <summary>Runs it and gives the exit code. Results go to the folder, the table or JSON to standard output.
    /// </summary>
    public async Task<(int Code, Run Run)> RunAsync(bool json, CancellationToken cancellation)
    {
        // Killed while the tables were written, a run has all its trials and needs no system any more.
        var (ended, code) = recorded.Count > 0 && TrialLoop.IsDone(plan, recorded)
            ? (manifest, ExitCode.Success)
            : await MeasureAsync(cancellation);
        var run = Reduction.Of(plan.Scenario, folder, ended);
        run = run with { Manifest = folder.WriteRaw(run) };
        Reduction.Write(run, folder);
        code = code == ExitCode.Success ? Reduction.CodeOf(run) : code;
        return (RunPrinter.Print(run, folder.Directory, code, json), run);
    }

    /// <summary>Runs the trials; an interrupt ends them early and keeps those that have ended.</summary>
    private async Task<(RunManifest Manifest, int Code)> MeasureAsync(CancellationToken cancellation)
    {
        using var workspace = Workspace.Create();
        await using var executor = LiveComposition.Executor(plan.Scenario, workspace, _progress.Say);
        var code = ExitCode.Success;
        try
        {
            _progress.Say($"deploying {string.Join(", ", plan.Scenario.Systems.Select(system => system.Name))}");
            await executor.DeployAsync(cancellation);
            folder.SaveManifest(manifest with { Systems = executor.Deployed });
            using var journal = folder.OpenJournal();
            await new TrialLoop(executor, journal.Append, _progress.Trial).RunAsync(plan, recorded, cancellation);
        }
#pragma warning disable CA1031 // Once interrupted, what breaks on the way down changes nothing.
        catch (Exception) when (cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _progress.Say("interrupted: keeping the trials that have ended");
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
