using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Deliveries beyond the first, as far as probes told.</summary>
internal sealed class RepeatedEvents : IMetric
{
    /// <inheritdoc/>
    public string Name => "repeated_events";

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public bool IsOfFaults => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) =>
        Kills.Explain(measure.Timeline) ? measure.Duplicated : null;
}
