using Eval.Harness.Analysis.BreakEvens;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Model;
using Eval.Harness.Simulating;
using Eval.Harness.Simulating.BreakEvens;
using Eval.Harness.Simulating.Models;

namespace Eval.Harness.Cli.Sessions;

/// <summary>A break-even map, from its scenario to its folder.</summary>
internal static class BreakEvenSession
{
    private const int Messages = 20;

    /// <summary>Makes it and gives the exit code.</summary>
    /// <exception cref="UsageException">The scenario is no map, or holds something that is not modelled.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static int Run(PlannedFile file, ModelFile model, RunTarget target, CancellationToken cancellation)
    {
        var scenario = file.Plan.Scenario;
        if (scenario.BreakEven is null)
        {
            throw new UsageException($"{file.File}: no break-even map: it needs fleet, prices and breakEven");
        }

        var books = PriceBooks.Read(file.File, scenario);
        var runner = Modelled.Or(() => new BreakEvenRunner(scenario, model, books));
        var progress = new RunProgress(Console.Error);
        var every = Math.Max(1, runner.Sessions / Messages);
        var samples = runner.Run(
            Environment.ProcessorCount,
            done =>
            {
                if (done % every == 0)
                {
                    progress.Say($"[{done}/{runner.Sessions}] sessions");
                }
            },
            cancellation);
        var points = BreakEvenAnalysis.Points(samples);
        var map = new BreakEvenMap(
            model.Name,
            scenario.Prices.ToDictionary(price => price.System, price => PriceBooks.Describe(price, books[price.Book])),
            PriceBooks.Note(books.Values),
            runner.Assumptions,
            samples,
            points,
            BreakEvenAnalysis.IsoLines(points),
            KnownAnswers.Of(scenario.Seed));
        var manifest = ManifestDraft.Of(scenario, CommandLine.Arguments, TimeProvider.System) with
        {
            Executor = SimulatedExecutor.Name,
            Clock = "virtual time, ns",
            Systems =
            [
                .. scenario.Systems.Select(system => Modelled.Describe(
                    system, model, map.Prices[system.Name], runner.Assumptions)),
            ],
        };
        var folder = target.Create(manifest.RunId);
        using var taken = folder.Lock();
        folder.WriteBreakEven(manifest, scenario, map);
        BreakEvenPrinter.Print(map);
        Console.Out.WriteLine(folder.Directory);
        return ExitCode.Success;
    }
}
