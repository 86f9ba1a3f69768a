using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Deliveries that were processed though the event had been before, as far as probes told.</summary>
internal sealed class RecomputedEvents : IMetric
{
    /// <inheritdoc/>
    public string Name => "recomputed_events";

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public bool IsOfFaults => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) =>
        Kills.Explain(measure.Timeline) ? measure.Timeline.Recomputed : null;
}
