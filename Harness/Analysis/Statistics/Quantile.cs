using MathNet.Numerics.Statistics;

namespace Eval.Harness.Analysis.Statistics;

/// <summary>
/// Sample quantiles by Hyndman and Fan's definition 7 (linear interpolation between order statistics, the default of R
/// and NumPy), in which quantile 0.5 is the usual median.
/// </summary>
public static class Quantile
{
    /// <summary>The quantile <paramref name="tau"/> (0 to 1) of the values, in any order; null where there are none.
    /// </summary>
    public static double? Of(IReadOnlyCollection<double> values, double tau)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count == 0 ? null : OfOwned([.. values], tau);
    }

    /// <summary>The same of an array with at least one value, which it reorders.</summary>
    internal static double OfOwned(double[] values, double tau) =>
        ArrayStatistics.QuantileCustomInplace(values, tau, QuantileDefinition.R7);
}
