using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Model;
using Eval.Harness.Simulating;
using Eval.Harness.Simulating.Fleets;
using Eval.Harness.Simulating.Models;
using Eval.Systems.Simulation.Costs;

namespace Eval.Harness.Cli.Sessions;

/// <summary>Sessions of many streams in virtual time, from their plan to their folder. They are summed up at once: a
/// session that is interrupted leaves nothing.</summary>
internal static class FleetSession
{
    /// <summary>Runs them and gives the exit code.</summary>
    /// <exception cref="UsageException">The scenario holds something that is not modelled, or a wrong price book.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static int Run(
        PlannedFile file, ModelFile model, RunTarget target, bool json, CancellationToken cancellation)
    {
        var scenario = file.Plan.Scenario;
        var books = PriceBooks.Read(file.File, scenario);
        var runner = Modelled.Or(() => new FleetRunner(scenario, model, books));
        var progress = new RunProgress(Console.Error);
        var ended = 0;
        var sessions = runner.Run(
            file.Plan,
            Environment.ProcessorCount,
            trial => progress.Say($"[{++ended}/{file.Plan.Trials.Count}] {trial.TrialId}"),
            cancellation);
        var manifest = ManifestDraft.Of(scenario, CommandLine.Arguments, TimeProvider.System) with
        {
            Executor = SimulatedExecutor.Name,
            Clock = "virtual time, ns",
            Systems =
            [
                .. scenario.Systems.Select(system => Modelled.Describe(
                    system, model, Price(scenario, books, system), runner.Assumptions)),
            ],
        };
        var folder = target.Create(manifest.RunId);
        using var taken = folder.Lock();
        var run = FleetReduction.Of(scenario, manifest, sessions);
        run = run with { Manifest = folder.WriteRaw(run) };
        Reduction.Write(run, folder);
        return RunPrinter.Print(run, folder.Directory, Reduction.CodeOf(run), json);
    }

    private static string? Price(
        Scenario scenario, Dictionary<string, PriceBook> books, SystemSpec system)
    {
        var price = scenario.Prices.FirstOrDefault(candidate => candidate.System == system.Name);
        return price is null ? null : PriceBooks.Describe(price, books[price.Book]);
    }
}
