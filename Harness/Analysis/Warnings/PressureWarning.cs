using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Warnings;

/// <summary>
/// More than one task wanted to run before the trial began. Trials run one after the other with a pause between, so a
/// load above 1 is somebody else's work, which competes with the generator and the system.
/// </summary>
internal sealed class PressureWarning : IWarning
{
    private const double Limit = 1;

    /// <inheritdoc/>
    public string Name => "pressure";

    /// <inheritdoc/>
    public string? Remark(Measure measure) => measure.Timeline.Observations.LoadBefore is { } load && load > Limit
        ? FormattableString.Invariant($"load average {load:0.00} before t0")
        : null;
}
