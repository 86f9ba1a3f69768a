using System.Runtime.Intrinsics;
using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>From a law in seconds to the kernel's whole nanoseconds.</summary>
public static class Sampling
{
    private const double NanosecondsPerSecond = 1e9;
    private const double MostNs = 1L << 60;

    /// <summary>A value rounded to whole nanoseconds; at most 36 years, beyond which no event can be scheduled.
    /// </summary>
    public static long SampleNs(this IDistribution distribution, ref RandomStream random) =>
        ToNs(distribution is Exponential memoryless ? memoryless.Sample(ref random) : distribution.Sample(ref random));

    /// <summary>Seconds in whole nanoseconds, to the nearest.</summary>
    public static long ToNs(double seconds)
    {
        var ns = Math.Round(seconds * NanosecondsPerSecond);
        return ns < MostNs ? double.ConvertToIntegerNative<long>(ns) : (long)MostNs;
    }

    /// <summary>The same of four.</summary>
    internal static Vector256<long> ToNs(Vector256<double> seconds) => Vector256.ConvertToInt64Native(
        Vector256.Min(Vector256.Round(seconds * NanosecondsPerSecond), Vector256.Create(MostNs)));

    /// <summary>That parameter of a law, or an exception that says what it has to be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a finite number, or below zero.</exception>
    internal static double NotNegative(double value, string name) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "must be a finite number, 0 or more");

    /// <summary>As <see cref="NotNegative"/>, and not zero.</summary>
    internal static double Positive(double value, string name) =>
        double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "must be a finite number above 0");
}
