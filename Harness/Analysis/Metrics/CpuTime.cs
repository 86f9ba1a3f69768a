using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>CPU time of the stream’s instances.</summary>
internal sealed class CpuTime : IMetric
{
    /// <inheritdoc/>
    public string Name => "cpu_s";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public double? Value(Measure measure) => measure.Timeline.Consumption.CpuSeconds;
}
