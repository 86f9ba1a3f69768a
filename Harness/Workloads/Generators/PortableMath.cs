namespace Eval.Harness.Workloads.Generators;

/// <summary>
/// Logarithm and exponential from the four operations alone, which IEEE 754 rounds the same everywhere. Those of the
/// platform's library differ in the last bit from one system to another, and with them a workload's bytes would.
/// The logarithm is right within 10⁻¹⁴, the exponential within 2·10⁻¹³.
/// </summary>
public static class PortableMath
{
    private const double LeastNormal = 2.2250738585072014e-308;
    private const double Ln2 = 0.6931471805599453;
    private const double Sqrt2 = 1.4142135623730951;
    private const int ExponentBits = 52;
    private const long ExponentOfOne = 1023L << ExponentBits;
    private const int LogTerms = 19;
    private const int ExpTerms = 22;

    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln x of a positive normal number.</summary>
    public static double Log(double x)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(x, LeastNormal);
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits - ExponentOfOne) >> ExponentBits);
        var mantissa = BitConverter.Int64BitsToDouble(bits - ((long)exponent << ExponentBits));
        if (mantissa > Sqrt2)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2·artanh z with z = (m − 1)/(m + 1), |z| < 0.172: the series is summed from its smallest term.
        var z = (mantissa - 1) / (mantissa + 1);
        var sum = 0.0;
        for (var odd = LogTerms; odd >= 1; odd -= 2)
        {
            sum = (sum * z * z) + (1.0 / odd);
        }

        return (exponent * Ln2) + (2 * z * sum);
    }

    /// <summary>eˣ for x within ±700; beyond, that of the nearer end.</summary>
    public static double Exp(double x)
    {
        const double farthest = 700;
        var clamped = Math.Clamp(x, -farthest, farthest);
        var exponent = (long)Math.Round(clamped / Ln2);
        var rest = clamped - (exponent * Ln2);
        var sum = 1.0;
        for (var term = ExpTerms; term >= 1; term--)
        {
            sum = 1 + (sum * rest / term);
        }

        return sum * BitConverter.Int64BitsToDouble(ExponentOfOne + (exponent << ExponentBits));
    }

    /// <summary>xʸ of a number that is not negative.</summary>
    public static double Power(double x, double y) => x < LeastNormal ? 0 : Exp(y * Log(x));

    /// <summary>ln Γ(x) for x > 0 (Lanczos 1964, with g = 7 and nine coefficients).</summary>
    public static double LogGamma(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        const double g = 7;
        const double halfLogTwoPi = 0.9189385332046728;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x - 1 + i);
        }

        var t = x - 0.5 + g;
        return halfLogTwoPi + ((x - 0.5) * Log(t)) - t + Log(sum);
    }
}
