using Eval.Harness.Analysis;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Presentation.Reports;

namespace Eval.Harness.Cli.Sessions;

/// <summary>Two runs side by side.</summary>
internal static class CompareSession
{
    /// <summary>Prints the comparison; with a gate a significant slowdown fails, and so does a cell of the first run
    /// of which the second one allows no verdict.</summary>
    /// <exception cref="UsageException">The runs cannot be compared.</exception>
    public static int Run(string earlier, string later, bool gate, string? output)
    {
        var (before, after) = (StoredRun.Open(earlier).ReduceTrials(), StoredRun.Open(later).ReduceTrials());
        var comparisons = Compare(before, after, output);
        if (!gate)
        {
            return ExitCode.Success;
        }

        var unjudged = RunComparison.Unjudged(before, after);
        foreach (var cell in unjudged)
        {
            Console.Error.WriteLine($"gate: nothing can be said of {cell}");
        }

        return ExitCode.First(
            unjudged.Count > 0 || !Reduction.IsComplete(after) ? ExitCode.IncompleteCells : ExitCode.Success,
            comparisons.Any(RunComparison.IsSlowdown) ? ExitCode.ThresholdFailed : ExitCode.Success);
    }

    /// <summary>Compares and prints Markdown; the figure goes to the folder, where one is given.</summary>
    /// <exception cref="UsageException">The runs cannot be compared.</exception>
    public static IReadOnlyList<Comparison> Compare(Run before, Run after, string? output)
    {
        var comparability = Comparability.Of(before, after);
        if (comparability.Obstacles.Count > 0)
        {
            throw new UsageException(
                "these runs cannot be compared: " + string.Join("; ", comparability.Obstacles));
        }

        var comparisons = RunComparison.Of(before, after);
        Console.Out.Write(RunComparisonReport.Render(before, after, comparability, comparisons));
        if (output is not null)
        {
            RunComparisonFolder.Write(output, before, after, comparability, comparisons);
        }

        return comparisons;
    }
}
