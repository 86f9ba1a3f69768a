using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>The harness ended the trial at its deadline. A system that does not come back after a fault is a
/// result.</summary>
internal sealed class DeadlinePassedGate : IGate
{
    /// <inheritdoc/>
    public string Name => "deadline-passed";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public string? Violation(Measure measure) =>
        measure.Timeline.Observations.DeadlinePassed && !Kills.Explain(measure.Timeline)
            ? "the harness ended the trial"
            : null;
}
