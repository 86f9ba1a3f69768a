using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>CPU time of the control plane while the stream lived.</summary>
internal sealed class ControlCpuTime : IMetric
{
    /// <inheritdoc/>
    public string Name => "control_cpu_s";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public double? Value(Measure measure) => measure.Timeline.Consumption.ControlCpuSeconds;
}
