namespace Eval.Harness.Workloads.Oracles;

/// <summary>Recursive STA/LTA (Withers et al. 1998) over whole series: both averages are there as series before they
/// are divided.</summary>
[Oracle("sta-lta")]
public sealed class StaLtaOracle : IStreamOracle
{
    private const double LeastNormal = 2.2250738585072014e-308;

    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs) =>
        OfflineRatios.Of(inputs, Ratios);

    private static double[] Ratios(IReadOnlyList<double> series, int nsta, int nlta)
    {
        var brief = Averages(series, nsta, 0);
        var extended = Averages(series, nlta, LeastNormal);
        return [.. brief.Zip(extended, (a, b) => a / b).Select((ratio, i) => i < nlta ? 0 : ratio)];
    }

    private static double[] Averages(IReadOnlyList<double> series, int samples, double start)
    {
        var weight = 1.0 / samples;
        var averages = new double[series.Count];
        for (var i = 0; i < series.Count; i++)
        {
            averages[i] = i == 0 ? start : (weight * (series[i] * series[i])) + ((1 - weight) * averages[i - 1]);
        }

        return averages;
    }
}
