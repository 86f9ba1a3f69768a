using Eval.Harness.Analysis.BreakEvens;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Presentation.Storage;
using Eval.Harness.Simulating.BreakEvens;

namespace Eval.Harness.Cli.Sessions;

/// <summary>A break-even map, from its first missing session to its folder.</summary>
internal static class BreakEvenSession
{
    /// <summary>The verb that makes one.</summary>
    public const string Verb = "break-even";

    private const int Messages = 20;

    /// <summary>Makes it in a new folder and gives the exit code.</summary>
    /// <exception cref="UsageException">The scenario is no map, or holds something that is not modelled.</exception>
    public static int Start(
        PlannedFile file, SimulationInputs inputs, RunTarget target, CancellationToken cancellation)
    {
        var scenario = file.Plan.Scenario;
        if (scenario.BreakEven is null)
        {
            throw new UsageException($"{file.File}: no break-even map: it needs fleet, prices and breakEven");
        }

        var runner = Runner(scenario, inputs);
        var manifest = ManifestDraft.OfSimulation(scenario, inputs) with
        {
            Systems = Modelled.Describe(scenario, inputs, runner.Assumptions),
        };
        var folder = target.Create(manifest.RunId);
        using var taken = folder.Lock();
        return Run(runner, scenario, inputs, folder, manifest, cancellation);
    }

    /// <summary>Whether that run is a map.</summary>
    public static bool IsOne(RunManifest manifest) => manifest.CommandLine is [Verb, ..];

    /// <summary>Goes on with one that was killed or interrupted, whose folder the caller has locked.</summary>
    /// <exception cref="UsageException">A model or price book is no longer the one that it began with.</exception>
    public static int Resume(StoredRun stored, CancellationToken cancellation)
    {
        var scenario = stored.Plan.Scenario;
        var inputs = SimulationInputs.Again(stored.Manifest, scenario);
        return Run(Runner(scenario, inputs), scenario, inputs, stored.Folder, stored.Manifest, cancellation);
    }

    private static BreakEvenRunner Runner(Scenario scenario, SimulationInputs inputs) =>
        Modelled.Or(() => new BreakEvenRunner(scenario, inputs.Model, inputs.Books));

    private static int Run(
        BreakEvenRunner runner, Scenario scenario, SimulationInputs inputs, RunFolder folder, RunManifest manifest,
        CancellationToken cancellation)
    {
        var progress = new RunProgress(Console.Error);
        using var checkpoint = folder.OpenCheckpoint<BreakEvenSample>();
        manifest = ManifestDraft.GoingOn(manifest, checkpoint.Recorded.Count);
        folder.SaveManifest(manifest);
        IReadOnlyList<BreakEvenSample> samples;
        try
        {
            samples = runner.Run(
                checkpoint.Recorded, Environment.ProcessorCount, Keeping(checkpoint, runner.Sessions, progress),
                cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return progress.Interrupted(folder.Directory);
        }

        var map = MapOf(scenario, inputs, runner.Assumptions, samples);
        folder.WriteBreakEven(manifest, scenario, map);
        checkpoint.Delete();
        BreakEvenPrinter.Print(map);
        Console.Out.WriteLine(folder.Directory);
        return ExitCode.Success;
    }

    private static Action<BreakEvenSample> Keeping(
        Checkpoint<BreakEvenSample> checkpoint, int sessions, RunProgress progress)
    {
        var ended = checkpoint.Recorded.Count;
        var every = Math.Max(1, sessions / Messages);
        return sample =>
        {
            checkpoint.Keep(sample);
            if (Interlocked.Increment(ref ended) is var count && count % every == 0)
            {
                progress.Say($"[{count}/{sessions}] sessions");
            }
        };
    }

    private static BreakEvenMap MapOf(
        Scenario scenario, SimulationInputs inputs, IReadOnlyList<string> assumptions,
        IReadOnlyList<BreakEvenSample> samples)
    {
        var points = BreakEvenAnalysis.Points(samples);
        return new BreakEvenMap(
            inputs.Model.Name,
            scenario.Prices.ToDictionary(
                price => price.System, price => PriceBooks.Describe(price, inputs.Books[price.Book])),
            PriceBooks.Note([.. inputs.Books.Values]),
            assumptions,
            samples,
            points,
            BreakEvenAnalysis.IsoLines(points),
            KnownAnswers.Of(scenario.Seed));
    }
}
