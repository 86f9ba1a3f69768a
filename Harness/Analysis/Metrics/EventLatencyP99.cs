using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Quantile 0.99 of processed − scheduled over the events of a stream.</summary>
internal sealed class EventLatencyP99 : IMetric
{
    /// <inheritdoc/>
    public string Name => "event_latency_p99_ms";

    /// <inheritdoc/>
    public string Unit => "ms";

    /// <inheritdoc/>
    public double? Value(Measure measure) => measure.EventLatencyP99Ms;
}
