using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>(t1 − t0)/(t2 − t0), paper Eq. 1; 0 to 1.</summary>
internal sealed class ColdStartPenalty : IMetric
{
    /// <inheritdoc/>
    public string Name => "cold_start_penalty";

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public bool IsCompared => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) => measure.ColdStartPenalty;
}
