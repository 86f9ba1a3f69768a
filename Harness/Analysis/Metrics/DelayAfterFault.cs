using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Analysis.Units;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>The longest that an event waited of those processed after the first kill: processed − scheduled. Where
/// only a part of the system died, this is what its share of the events had to wait.</summary>
internal sealed class DelayAfterFault : IMetric
{
    /// <inheritdoc/>
    public string Name => "delay_after_fault_s";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public bool IsOfFaults => true;

    /// <inheritdoc/>
    public double? Value(Measure measure)
    {
        var killedNs = Kills.FirstNs(measure.Timeline);
        return Duration.Seconds(EffectiveStamps.Of(measure.Timeline)
            .Max(e => e.ProcessedNs > killedNs ? e.ProcessedNs - e.ScheduledNs : null));
    }
}
