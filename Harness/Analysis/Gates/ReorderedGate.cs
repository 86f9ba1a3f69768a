using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>Events were processed after later ones though the system promises order.</summary>
internal sealed class ReorderedGate : IGate
{
    /// <inheritdoc/>
    public string Name => "reordered";

    /// <inheritdoc/>
    public string? Violation(Measure measure) =>
        measure is { Reordered: > 0, Timeline.Promises.KeepsOrder: true } && !Kills.Explain(measure.Timeline)
            ? $"{measure.Reordered} events processed after a later one"
            : null;
}
