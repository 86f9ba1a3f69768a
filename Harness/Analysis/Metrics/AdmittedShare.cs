using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Share of a session's streams that the system accepted, whatever became of them.</summary>
internal sealed class AdmittedShare : IMetric
{
    /// <inheritdoc/>
    public string Name => "admitted_share";

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public double? Value(Measure measure) =>
        measure.Streams.Average(stream => Admission.Of(stream) == true ? 1.0 : 0.0);
}
