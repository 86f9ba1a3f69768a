using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>A completed stream lost events though the system promises to lose none. Stamps of the boundary cannot tell
/// a loss from an event that the function answers with nothing; there the oracle, where there is one, finds it. What a
/// fault of the scenario explains is a result.
/// </summary>
internal sealed class LostGate : IGate
{
    /// <inheritdoc/>
    public string Name => "lost";

    /// <inheritdoc/>
    public string? Violation(Measure measure) =>
        measure is
        {
            Lost: > 0,
            Timeline: { Outcome: Outcome.Completed, Promises: { LosesNothing: true, StampsInFunction: true } },
        } && !Kills.Explain(measure.Timeline)
            ? $"{measure.Lost} of {measure.Sent} events"
            : null;
}
