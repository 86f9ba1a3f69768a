using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>The natural logarithm, one by one and four at once with the same digits: that of the platform's vectors,
/// since the C library's has no such form and takes twice as long in a block.</summary>
internal static class Logarithm
{
    /// <summary>ln x.</summary>
    /// <param name="x">Above 0 and finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(double x) => Vector128.Log(Vector128.Create(x)).ToScalar();

    /// <summary>ln of each.</summary>
    /// <param name="x">Above 0 and finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Of(Vector256<double> x) => Vector256.Log(x);
}
