using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Warnings;

/// <summary>The hypervisor took more than 5 % of CPU time; above 20 % the gate of that name closes.</summary>
internal sealed class StealWarning : IWarning
{
    private const double Limit = 0.05;

    /// <inheritdoc/>
    public string Name => "steal";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public string? Remark(Measure measure) => measure.Timeline.Observations.StealShare is { } share && share > Limit
        ? FormattableString.Invariant($"{100 * share:0.0} % of CPU time")
        : null;
}
