using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>(t2 − t0) − duration, as the paper has it; negative where a stream ends within its nominal duration.
/// </summary>
internal sealed class PaperOverhead : IMetric
{
    /// <inheritdoc/>
    public string Name => "paper_overhead_s";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public double? Value(Measure measure) => measure.PaperOverheadSeconds;
}
