namespace Eval.Tests.Systems.Functions.Seismology;

/// <summary>NumPy's legacy <c>RandomState(seed).randn</c>: MT19937 seeded by init_genrand, and the polar method, which
/// returns its second number first (ORACLES, Section 2).</summary>
internal sealed class LegacyNumPy
{
    private const int Length = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Length];
    private int _next = Length;
    private double? _kept;

    public LegacyNumPy(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Length; i++)
        {
            _state[i] = (1_812_433_253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
        }
    }

    /// <summary>The next normal numbers.</summary>
    public double[] Randn(int count) => [.. Enumerable.Range(0, count).Select(_ => Normal())];

    private double Normal()
    {
        if (_kept is { } kept)
        {
            _kept = null;
            return kept;
        }

        double x1, x2, square;
        do
        {
            x1 = (2 * Uniform()) - 1;
            x2 = (2 * Uniform()) - 1;
            square = (x1 * x1) + (x2 * x2);
        }
        while (square is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _kept = scale * x1;
        return scale * x2;
    }

    private double Uniform() => (((Word() >> 5) * 67_108_864.0) + (Word() >> 6)) / 9_007_199_254_740_992.0;

    private uint Word()
    {
        if (_next == Length)
        {
            Twist();
            _next = 0;
        }

        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    private void Twist()
    {
        for (var i = 0; i < Length; i++)
        {
            var y = (_state[i] & 0x80000000) | (_state[(i + 1) % Length] & 0x7FFFFFFF);
            _state[i] = _state[(i + Middle) % Length] ^ (y >> 1) ^ ((y & 1) * 0x9908B0DF);
        }
    }
}
