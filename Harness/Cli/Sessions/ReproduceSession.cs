using Eval.Harness.Analysis;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Diagnosis;
using Eval.Harness.Cli.Exits;

namespace Eval.Harness.Cli.Sessions;

/// <summary>A run done again from its manifest, and compared with itself.</summary>
internal static class ReproduceSession
{
    /// <summary>Runs the manifest's scenario into a new folder, and prints both side by side. The run is reproduced
    /// where no ratio of medians is significantly apart from 1, with its whole interval beyond 10 %.</summary>
    /// <exception cref="UsageException">The runs cannot be compared, as on another machine.</exception>
    public static async Task<int> RunAsync(string directory, string? output, CancellationToken cancellation)
    {
        var stored = StoredRun.Open(directory);
        var target = new RunTarget(output, stored.Plan.Scenario.Name);
        LiveRunsOnly.Require(stored.Manifest);
        Prerequisites.Check([stored.Plan.Scenario], Words.All.Systems);
        StoredInputs.RequireUnchanged(stored);
        var before = stored.Reduce();
        var (code, again) = await RunSession.StartAsync(stored.Plan, target, json: false, cancellation);
        if (code is ExitCode.Interrupted)
        {
            return code;
        }

        var comparisons = CompareSession.Compare(before, again, output: null);
        Console.Out.WriteLine();
        Console.Out.WriteLine(Reproduction.Verdict(comparisons));
        return ExitCode.First(
            code, comparisons.Any(Reproduction.IsApart) ? ExitCode.ThresholdFailed : ExitCode.Success);
    }
}
