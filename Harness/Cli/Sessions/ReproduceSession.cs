using Eval.Harness.Analysis;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Diagnosis;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Running.Observing;

namespace Eval.Harness.Cli.Sessions;

/// <summary>A run done again from its manifest, and compared with itself.</summary>
internal static class ReproduceSession
{
    /// <summary>Runs the manifest's scenario into a new folder, and prints both side by side. The run is reproduced
    /// where no ratio of medians is significantly apart from 1, with its whole interval beyond 10 %; too few trials for
    /// any verdict are cells without their valid trials.</summary>
    /// <exception cref="UsageException">The runs cannot be compared, as on another machine.</exception>
    public static async Task<int> RunAsync(string directory, string? output, CancellationToken cancellation)
    {
        var stored = StoredRun.Open(directory);
        var target = new RunTarget(output, stored.Plan.Scenario.Name);
        LiveRunsOnly.Require(stored.Manifest);
        RequireSameHost(stored.Manifest);
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
            code,
            !Reproduction.IsDecidable(comparisons) ? ExitCode.IncompleteCells
            : comparisons.Any(Reproduction.IsApart) ? ExitCode.ThresholdFailed
            : ExitCode.Success);
    }

    /// <summary>What forbids the comparison in the end is not measured first.</summary>
    private static void RequireSameHost(RunManifest manifest)
    {
        var obstacles = Comparability.OfHosts(manifest.HostBefore, HostFacts.Read());
        if (obstacles.Count > 0)
        {
            throw new UsageException(
                $"{manifest.RunId} cannot be reproduced on this machine: {string.Join("; ", obstacles)}");
        }
    }
}
