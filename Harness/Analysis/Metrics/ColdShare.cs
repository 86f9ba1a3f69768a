using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>Share of a session's streams that met no instance that was there before them, of those of which it is
/// known.</summary>
internal sealed class ColdShare : IMetric
{
    /// <inheritdoc/>
    public string Name => "cold_share";

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public double? Value(Measure measure)
    {
        bool[] known = [.. measure.Streams.Select(stream => stream.Cold).OfType<bool>()];
        return known.Length == 0 ? null : known.Average(isCold => isCold ? 1.0 : 0.0);
    }
}
