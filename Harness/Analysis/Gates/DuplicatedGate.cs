using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>Events were delivered more than once though the system promises otherwise.</summary>
internal sealed class DuplicatedGate : IGate
{
    /// <inheritdoc/>
    public string Name => "duplicated";

    /// <inheritdoc/>
    public string? Violation(Measure measure) =>
        measure is { Duplicated: > 0, Timeline.Promises.DuplicatesNothing: true } && !Kills.Explain(measure.Timeline)
            ? $"{measure.Duplicated} extra deliveries"
            : null;
}
