using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Quantile 0.99 of created − scheduled over all events of a session: the generator's own lateness.</summary>
internal sealed class GeneratorLateness : IMetric
{
    /// <inheritdoc/>
    public string Name => "lateness_p99_ms";

    /// <inheritdoc/>
    public string Unit => "ms";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) =>
        measure.LatenessP99Ms;
}
