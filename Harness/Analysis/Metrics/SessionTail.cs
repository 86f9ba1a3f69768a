using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Quantile 0.99 of another metric over the streams of a session.</summary>
/// <param name="metric">The other.</param>
internal sealed class SessionTail(IMetric metric) : IMetric
{
    /// <inheritdoc/>
    public string Name => metric.Name.EndsWith("_s", StringComparison.Ordinal)
        ? metric.Name[..^2] + "_p99_s"
        : metric.Name + "_p99";

    /// <inheritdoc/>
    public string Unit => metric.Unit;

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public bool IsCompared => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) => Quantile.Of(SessionValues.OfStreams(measure, metric), 0.99);
}
