using Eval.Harness.Analysis;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Presentation.Reports;
using Eval.Harness.Scenarios;
using Eval.Harness.Simulating;
using Eval.Harness.Simulating.Calibration;
using Eval.Harness.Simulating.Models;

namespace Eval.Harness.Cli.Sessions;

/// <summary>Whether a model that is fitted to some trials of a measured run predicts the others.</summary>
internal static class CheckSession
{
    /// <summary>A median of so many simulated trials adds next to nothing to the error.</summary>
    private const int Simulated = 200;

    /// <summary>Fits, simulates, compares, writes and prints; gives the exit code.</summary>
    /// <exception cref="UsageException">The run is simulated, or has too few trials.</exception>
    /// <exception cref="RunFolderException">The folder holds something.</exception>
    public static async Task<int> RunAsync(string directory, string folder, CancellationToken cancellation)
    {
        RunFolder.RefuseUnlessEmpty(folder);
        var stored = StoredRun.Open(directory);
        LiveRunsOnly.Require(stored.Manifest);
        var parts = Modelled.Or(() => HoldOut.Of(stored.Folder.ReadJournal().Select(TrialAnalysis.Measure)));
        var model = Modelled.Or(() => Calibrator.Fit("half", stored.Manifest, parts.Fitted));
        var simulated = await SimulateAsync(stored.Plan.Scenario, model, cancellation);
        var checks = PredictionTable.Of(stored.Plan.Scenario, parts.Left, simulated, parts.FittedDurations);
        PredictionFolder.Write(folder, stored.Manifest, Simulated, checks);
        Console.Out.Write(PredictionReport.Render(stored.Manifest, Simulated, checks));
        return checks.All(check => check.Holds) ? ExitCode.Success : ExitCode.ThresholdFailed;
    }

    private static async Task<List<Measure>> SimulateAsync(
        Scenario scenario, ModelFile model, CancellationToken cancellation)
    {
        var many = scenario with { Repetitions = Simulated, Adaptive = null };
        var trials = TrialPlanner.Plan(many).Trials;
        await using var executor = Modelled.Or(() => new SimulatedExecutor(many, model, trials));
        var measures = new List<Measure>();
        foreach (var trial in trials)
        {
            measures.Add(TrialAnalysis.Measure(await executor.RunAsync(trial, cancellation)));
        }

        return measures;
    }
}
