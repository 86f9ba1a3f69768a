using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Sum of the lifetimes of the stream’s instances.</summary>
internal sealed class InstanceTime : IMetric
{
    /// <inheritdoc/>
    public string Name => "instance_seconds";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public double? Value(Measure measure) => measure.Timeline.Consumption.InstanceSeconds;
}
