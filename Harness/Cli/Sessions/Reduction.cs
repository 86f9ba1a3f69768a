using Eval.Harness.Analysis;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Presentation;

namespace Eval.Harness.Cli.Sessions;

/// <summary>From a run's raw files to all that is derived: the same path right after the run and whenever it is done
/// again.</summary>
internal static class Reduction
{
    /// <summary>The run as its journal has it.</summary>
    public static Run Of(Scenario scenario, RunFolder folder, RunManifest manifest)
    {
        Measure[] measures = [.. folder.ReadJournal().AsParallel().AsOrdered().Select(TrialAnalysis.Measure)];
        var estimates = EstimateTable.Of(scenario, measures);
        return new Run(manifest, scenario, measures, estimates, ComparisonTable.Of(scenario, measures))
        {
            Expectations = ExpectationTable.Of(scenario, estimates),
        };
    }

    /// <summary>Writes every derived file.</summary>
    public static void Write(Run run, RunFolder folder) =>
        folder.WriteDerived(run, run.Measures.AsParallel().AsOrdered().SelectMany(TimeSeries.Of));

    /// <summary>Whether every cell has its valid trials.</summary>
    public static bool IsComplete(Run run) => run.Estimates.All(estimate =>
        estimate.Metric != "cold_start_penalty" || estimate.N + Broken(run, estimate) >= run.Scenario.Repetitions);

    /// <summary>The cell's trials that broke since the scenario had something killed: they are what it asks for.
    /// </summary>
    private static int Broken(Run run, Estimate estimate) => run.Measures.Count(measure =>
        measure is { Counts: false, ShowsFault: true }
        && measure.Timeline.Trial.System.Name == estimate.System
        && measure.Timeline.Trial.Duration == estimate.Duration);

    /// <summary>Whether every cell has its valid trials and every threshold is met, as an exit code.</summary>
    public static int CodeOf(Run run) => !IsComplete(run) ? ExitCode.IncompleteCells
        : run.Expectations.All(result => result.Met) ? ExitCode.Success
        : ExitCode.ThresholdFailed;
}
