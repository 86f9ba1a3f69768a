using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Events that left the producer and were never processed, drops apart.</summary>
internal sealed class LostEvents : IMetric
{
    /// <inheritdoc/>
    public string Name => "lost_events";

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public bool IsOfFaults => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) =>
        Kills.Explain(measure.Timeline) ? measure.Lost : null;
}
