using Eval.Harness.Analysis.Stamps;
using System.Globalization;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>A completed stream's outputs are not those of the oracle. What is missing, comes twice or is another
/// because events were lost, repeated or overtook each other on their way to a state is a result, where the system
/// promises nothing else or a fault of the scenario explains it.</summary>
internal sealed class OutputWrongGate : IGate
{
    /// <inheritdoc/>
    public string Name => "output-wrong";

    /// <inheritdoc/>
    public string? Violation(Measure measure)
    {
        if (measure.Timeline is not { Outcome: Outcome.Completed, Output: { } output })
        {
            return null;
        }

        var promises = measure.Timeline.Promises;
        var isExplained = Kills.Explain(measure.Timeline);
        var mayMiss = (!promises.LosesNothing || isExplained) && (measure.Lost > 0 || measure.Timeline.Dropped > 0);
        var mayRepeat = isExplained || (!promises.DuplicatesNothing && measure.Duplicated > 0);
        var mayDiffer = !promises.KeepsOrder && measure.Reordered > 0 && KeepsStateByArrival(measure.Timeline.Trial);
        return (output.Matching < output.Expected && !mayMiss && !mayDiffer)
            || (output.Returned > output.Matching && !mayRepeat && !mayDiffer)
            ? $"{output.Matching} of {output.Expected} right, {output.Returned} returned, "
                + $"first wrong {output.FirstWrong?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}"
            : null;
    }

    /// <summary>Whether the function's state takes events in as they come.</summary>
    private static bool KeepsStateByArrival(Trial trial) => trial.System.Option("state") is "redis" or "sticky";
}
