using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Share of a session's streams that the system refused.</summary>
internal sealed class RejectedShare : IMetric
{
    /// <inheritdoc/>
    public string Name => "rejected_share";

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) =>
        measure.Streams.Average(stream => stream.Timeline.Outcome == Outcome.Rejected ? 1.0 : 0.0);
}
