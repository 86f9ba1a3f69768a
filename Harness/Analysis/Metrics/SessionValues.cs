using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>A session reduced to one value of a metric: events and streams of one session are not independent, so that
/// the session is what estimates count (DESIGN, Section 1).</summary>
internal static class SessionValues
{
    /// <summary>The metric of a trial; of a session the median over its streams that count, or what the metric makes of
    /// the session itself.</summary>
    public static double? Of(Measure measure, IMetric metric) => measure.Streams.Count > 0 && !metric.IsOfSession
        ? Quantile.Of(OfStreams(measure, metric), 0.5)
        : metric.Value(measure);

    /// <summary>The metric in those streams of a session that count and have it.</summary>
    public static double[] OfStreams(Measure session, IMetric metric) =>
        [.. session.Streams.Where(stream => stream.Counts).Select(metric.Value).OfType<double>()];
}
