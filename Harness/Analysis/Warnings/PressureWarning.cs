using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Warnings;

/// <summary>For more than a fifth of the trial some task had to wait for a CPU, by the kernel's pressure stall
/// information: generator and system, or others, got in each other's way.</summary>
internal sealed class PressureWarning : IWarning
{
    private const double Limit = 0.2;

    /// <inheritdoc/>
    public string Name => "pressure";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public string? Remark(Measure measure) =>
        measure.Timeline.Observations.PressureShare is { } share && share > Limit
            ? FormattableString.Invariant($"tasks waited for a CPU {100 * share:0.0} % of the time")
            : null;
}
