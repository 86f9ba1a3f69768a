namespace Eval.Harness.Workloads.Generators;

/// <summary>Random numbers of the usual laws from one seeded sequence, the same on every machine.</summary>
public sealed class Draws(Xoshiro256 source)
{
    private const double Unit = 1.0 / (1UL << 53);

    private double? _spareNormal;

    /// <summary>Starts the sequence of that seed.</summary>
    public Draws(ulong seed)
        : this(new Xoshiro256(seed))
    {
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double Uniform() => (source.Next() >> 11) * Unit;

    /// <summary>Uniform in 0 … <paramref name="bound"/> − 1 (Lemire's multiplication; its bias is below bound/2⁶⁴).
    /// </summary>
    public int Below(int bound) => (int)Math.BigMul(source.Next(), (ulong)bound, out _);

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -PortableMath.Log(1 - Uniform());

    /// <summary>Normal with mean 0 and variance 1 (Marsaglia's polar method).</summary>
    public double Normal()
    {
        if (_spareNormal is { } spare)
        {
            _spareNormal = null;
            return spare;
        }

        double x, y, square;
        do
        {
            x = (2 * Uniform()) - 1;
            y = (2 * Uniform()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or < 1e-300);
        var scale = Math.Sqrt(-2 * PortableMath.Log(square) / square);
        _spareNormal = x * scale;
        return y * scale;
    }

    /// <summary>Gamma with that shape and mean <paramref name="shape"/> (Marsaglia and Tsang 2000).</summary>
    public double Gamma(double shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        if (shape < 1)
        {
            return Gamma(shape + 1) * PortableMath.Exp(PortableMath.Log(1 - Uniform()) / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = Normal();
            var root = 1 + (c * normal);
            var cube = root * root * root;
            if (root > 0 && PortableMath.Log(1 - Uniform())
                < (normal * normal / 2) + (d * (1 - cube + PortableMath.Log(cube))))
            {
                return d * cube;
            }
        }
    }
}
