using Eval.Harness.Analysis.Units;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>t1 − t0, from the first event due to the function that sees it.</summary>
internal sealed class ColdStart : IMetric
{
    /// <inheritdoc/>
    public string Name => "cold_start_s";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public bool IsCompared => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) => Duration.Seconds(measure.T1Ns - measure.T0Ns);
}
