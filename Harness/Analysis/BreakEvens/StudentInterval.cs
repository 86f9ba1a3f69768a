using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Eval.Harness.Analysis.BreakEvens;

/// <summary>Student's interval of a mean over replications, which are independent and many streams each.</summary>
internal static class StudentInterval
{
    /// <summary>Half of its width; null below two values.</summary>
    public static double? HalfWidth(IReadOnlyList<double> values, double level = 0.95) => values.Count < 2
        ? null
        : StudentT.InvCDF(0, 1, values.Count - 1, (1 + level) / 2)
            * Math.Sqrt(values.Variance() / values.Count);
}
