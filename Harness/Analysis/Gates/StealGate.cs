using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>The hypervisor took more than 20 % of CPU time.</summary>
internal sealed class StealGate : IGate
{
    private const double Limit = 0.2;

    /// <inheritdoc/>
    public string Name => "steal";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public string? Violation(Measure measure) => measure.Timeline.Observations.StealShare is { } share && share > Limit
        ? FormattableString.Invariant($"{100 * share:0.0} % of CPU time")
        : null;
}
