using Eval.Harness.Analysis.Stamps;
using System.Globalization;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>A completed stream's outputs are not those of the oracle. What is missing or comes twice because events
/// were lost or repeated, and may be by promise or by a fault of the scenario, is not wrong.</summary>
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
        return (output.Matching < output.Expected && !mayMiss) || (output.Returned > output.Matching && !mayRepeat)
            ? $"{output.Matching} of {output.Expected} right, {output.Returned} returned, "
                + $"first wrong {output.FirstWrong?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}"
            : null;
    }
}
