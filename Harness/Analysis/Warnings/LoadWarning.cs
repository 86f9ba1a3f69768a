using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Warnings;

/// <summary>
/// More tasks wanted to run before the trial began than there are cores, averaged over a minute: others, or the trial
/// before, may compete with the generator and the system.
/// </summary>
internal sealed class LoadWarning : IWarning
{
    /// <inheritdoc/>
    public string Name => "load";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public string? Remark(Measure measure)
    {
        var seen = measure.Timeline.Observations;
        return seen.LoadBefore > seen.Cores
            ? FormattableString.Invariant($"load average {seen.LoadBefore:0.00} before t0")
            : null;
    }
}
