namespace Eval.Harness.Workloads.Oracles;

/// <summary>Classic STA/LTA over whole series, from sums of squares up to each sample in whole numbers.</summary>
[Oracle("sta-lta-classic")]
public sealed class StaLtaClassicOracle : IStreamOracle
{
    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs) =>
        OfflineRatios.Of(inputs, Ratios);

    private static double[] Ratios(IReadOnlyList<double> series, int nsta, int nlta)
    {
        var sums = new long[series.Count + 1];
        for (var i = 0; i < series.Count; i++)
        {
            sums[i + 1] = sums[i] + ((long)series[i] * (long)series[i]);
        }

        double Mean(int end, int samples) => (double)(sums[end] - sums[end - samples]) / samples;
        return
        [
            .. Enumerable.Range(1, series.Count).Select(end => end < nlta || sums[end] == sums[end - nlta]
                ? 0
                : Mean(end, nsta) / Mean(end, nlta)),
        ];
    }
}
