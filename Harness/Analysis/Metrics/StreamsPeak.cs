using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>The most streams of a session that lived at once, each from t0 to t2.</summary>
internal sealed class StreamsPeak : IMetric
{
    /// <inheritdoc/>
    public string Name => "streams_peak";

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public bool IsOfSession => true;

    /// <inheritdoc/>
    public double? Value(Measure measure)
    {
        var changes = measure.Streams.Where(stream => stream.T2Ns is not null)
            .SelectMany(stream => new[] { (Ns: stream.T0Ns, By: 1), (Ns: stream.T2Ns!.Value + 1, By: -1) })
            .OrderBy(change => change.Ns).ThenBy(change => change.By);
        var (live, most) = (0, 0);
        foreach (var (_, by) in changes)
        {
            live += by;
            most = Math.Max(most, live);
        }

        return most;
    }
}
