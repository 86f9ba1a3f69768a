using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>A completed stream lost events though the system promises to lose none.</summary>
internal sealed class LostGate : IGate
{
    /// <inheritdoc/>
    public string Name => "lost";

    /// <inheritdoc/>
    public string? Violation(Measure measure) =>
        measure is { Lost: > 0, Timeline: { Outcome: Outcome.Completed, Promises.LosesNothing: true } }
            ? $"{measure.Lost} of {measure.Sent} events"
            : null;
}
