using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Analysis.Units;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>From the first kill until the producer knew that its stream would not complete; no value where it never
/// learned.</summary>
internal sealed class LearnedTime : IMetric
{
    /// <inheritdoc/>
    public string Name => "learned_s";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public bool IsOfFaults => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) =>
        Duration.Seconds(measure.Timeline.LearnedNs - Kills.FirstNs(measure.Timeline));
}
