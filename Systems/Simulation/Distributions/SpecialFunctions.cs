namespace Eval.Systems.Simulation.Distributions;

/// <summary>The special functions that distribution functions need, to about 14 digits.</summary>
internal static class SpecialFunctions
{
    private const double Precision = 1e-16;
    private const double Tiny = 1e-300;
    private const int MostTerms = 100_000;

    // Lanczos' approximation with g = 7 and nine terms (Godfrey 2001).
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x) for x > 0.</summary>
    public static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        }

        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x - 1 + i);
        }

        var t = x + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>P(a, x), the regularised lower incomplete gamma function: its series below a + 1, the continued
    /// fraction of its complement above.</summary>
    public static double GammaLower(double a, double x)
    {
        if (x <= 0)
        {
            return 0;
        }

        var factor = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        return x < a + 1 ? factor * Series(a, x) : 1 - (factor * Fraction(a, x));
    }

    /// <summary>Φ(z) of the standard normal law, by P(1/2, z²/2).</summary>
    public static double NormalCumulative(double z)
    {
        var half = GammaLower(0.5, z * z / 2) / 2;
        return z < 0 ? 0.5 - half : 0.5 + half;
    }

    private static double Series(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < MostTerms && term > sum * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    /// <summary>By Lentz' method.</summary>
    private static double Fraction(double a, double x)
    {
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var product = d;
        for (var i = 1; i < MostTerms; i++)
        {
            var numerator = -i * (i - a);
            b += 2;
            d = 1 / NotZero((numerator * d) + b);
            c = NotZero(b + (numerator / c));
            var step = d * c;
            product *= step;
            if (Math.Abs(step - 1) < Precision)
            {
                break;
            }
        }

        return product;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
