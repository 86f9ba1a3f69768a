using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Share of a session's streams that failed or were cancelled.</summary>
internal sealed class FailedShare : IMetric
{
    /// <inheritdoc/>
    public string Name => "failed_share";

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) =>
        measure.Streams.Average(
            stream => stream.Timeline.Outcome is Outcome.Failed or Outcome.Cancelled ? 1.0 : 0.0);
}
