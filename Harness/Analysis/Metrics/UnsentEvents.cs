using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Planned events that never left the producer: it still has them.</summary>
internal sealed class UnsentEvents : IMetric
{
    /// <inheritdoc/>
    public string Name => "unsent_events";

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public bool IsOfFaults => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) =>
        Kills.Explain(measure.Timeline) ? measure.Timeline.Trial.Events - measure.Sent : null;
}
