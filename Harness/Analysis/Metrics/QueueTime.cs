using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Quantile 0.99 over a session's streams of the time that the first event waited in the system's own queue.
/// </summary>
internal sealed class QueueTime : IMetric
{
    /// <inheritdoc/>
    public string Name => "queue_p99_s";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) => Quantile.Of(
        [.. measure.Streams.Select(stream => stream.Timeline.Consumption.QueueSeconds).OfType<double>()], 0.99);
}
