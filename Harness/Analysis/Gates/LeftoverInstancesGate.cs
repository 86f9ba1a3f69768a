using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>Processes of the stream outlived it, and would meet the next trial.</summary>
internal sealed class LeftoverInstancesGate : IGate
{
    /// <inheritdoc/>
    public string Name => "leftover-instances";

    /// <inheritdoc/>
    public string? Violation(Measure measure) =>
        measure.Timeline.Observations.ChildrenAfter is > 0 and var left
            ? $"{left} children of the system after the stream"
            : null;
}
