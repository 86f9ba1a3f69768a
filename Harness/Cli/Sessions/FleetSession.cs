using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Simulating.Fleets;

namespace Eval.Harness.Cli.Sessions;

/// <summary>Sessions of many streams in virtual time, from the first missing one to the whole folder. Each is summed up
/// at once, and kept as it ends.</summary>
internal static class FleetSession
{
    /// <summary>Runs them into a new folder and gives the exit code.</summary>
    /// <exception cref="UsageException">The scenario holds something that is not modelled.</exception>
    public static int Start(
        TrialPlan plan, SimulationInputs inputs, RunTarget target, bool json, CancellationToken cancellation)
    {
        var runner = Runner(plan, inputs);
        var manifest = ManifestDraft.OfSimulation(plan.Scenario, inputs) with
        {
            Systems = Modelled.Describe(plan.Scenario, inputs, runner.Assumptions),
        };
        var folder = target.Create(manifest.RunId);
        using var taken = folder.Lock();
        return Run(runner, plan, folder, manifest, json, cancellation);
    }

    /// <summary>Goes on with those that were killed or interrupted, whose folder the caller has locked.</summary>
    /// <exception cref="UsageException">A model or price book is no longer the one that they began with.</exception>
    public static int Resume(StoredRun stored, bool json, CancellationToken cancellation) => Run(
        Runner(stored.Plan, SimulationInputs.Again(stored.Manifest, stored.Plan.Scenario)),
        stored.Plan, stored.Folder, stored.Manifest, json, cancellation);

    private static FleetRunner Runner(TrialPlan plan, SimulationInputs inputs) =>
        Modelled.Or(() => new FleetRunner(plan.Scenario, inputs.Model, inputs.Books));

    private static int Run(
        FleetRunner runner, TrialPlan plan, RunFolder folder, RunManifest manifest, bool json,
        CancellationToken cancellation)
    {
        var progress = new RunProgress(Console.Error);
        using var checkpoint = folder.OpenCheckpoint<FleetAggregate[]>();
        var ended = checkpoint.Recorded.Count;
        manifest = ManifestDraft.GoingOn(manifest, ended);
        folder.SaveManifest(manifest);
        IReadOnlyList<FleetAggregate> sessions;
        try
        {
            sessions = runner.Run(
                plan,
                checkpoint.Recorded,
                Environment.ProcessorCount,
                session =>
                {
                    checkpoint.Keep([.. session]);
                    progress.Say(
                        $"[{Interlocked.Increment(ref ended)}/{plan.Trials.Count}] {session[0].SessionId}");
                },
                cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return progress.Interrupted(folder.Directory);
        }

        var run = FleetReduction.Of(plan.Scenario, manifest, sessions);
        run = run with { Manifest = folder.WriteRaw(run) };
        checkpoint.Delete();
        Reduction.Write(run, folder);
        return RunPrinter.Print(run, folder.Directory, Reduction.CodeOf(run), json);
    }
}
