using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>The largest resident set of one of the stream's instances.</summary>
internal sealed class PeakMemory : IMetric
{
    /// <inheritdoc/>
    public string Name => "rss_peak_bytes";

    /// <inheritdoc/>
    public string Unit => "bytes";

    /// <inheritdoc/>
    public double? Value(Measure measure) => measure.Timeline.Consumption.RssPeakBytes;
}
