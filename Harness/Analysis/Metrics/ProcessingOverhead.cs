using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>(t2 − t0) − L, the time beyond the least in which the stream can exist.</summary>
internal sealed class ProcessingOverhead : IMetric
{
    /// <inheritdoc/>
    public string Name => "processing_overhead_s";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public bool IsCompared => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) => measure.ProcessingOverheadSeconds;
}
