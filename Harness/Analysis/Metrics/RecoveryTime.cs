using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Analysis.Units;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>From the first kill to the first event processed after it, by whatever part of the system.</summary>
internal sealed class RecoveryTime : IMetric
{
    /// <inheritdoc/>
    public string Name => "recovery_s";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public bool IsOfFaults => true;

    /// <inheritdoc/>
    public double? Value(Measure measure)
    {
        var killedNs = Kills.FirstNs(measure.Timeline);
        var nextNs = EffectiveStamps.Of(measure.Timeline).Min(e => e.ProcessedNs > killedNs ? e.ProcessedNs : null);
        return Duration.Seconds(nextNs - killedNs);
    }
}
