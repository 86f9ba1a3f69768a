using Eval.Harness.Analysis.Units;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>t2 − t0, from the first event due to the last processed.</summary>
internal sealed class Total : IMetric
{
    /// <inheritdoc/>
    public string Name => "total_s";

    /// <inheritdoc/>
    public string Unit => "s";

    /// <inheritdoc/>
    public bool IsCompared => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) => Duration.Seconds(measure.T2Ns - measure.T0Ns);
}
