namespace Eval.Harness.Scenarios.Planning;

/// <summary>Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): a plan must be the same on every runtime and for ever,
/// which <see cref="Random"/> does not promise.</summary>
internal sealed class SplitMix64(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            _state += Gamma;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A number from 0 to <paramref name="bound"/> − 1, each equally likely: draws above the greatest multiple
    /// of the bound are thrown away.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var count = (ulong)bound;
        var excess = ((ulong.MaxValue % count) + 1) % count;
        ulong drawn;
        do
        {
            drawn = Next();
        }
        while (drawn > ulong.MaxValue - excess);

        return (int)(drawn % count);
    }

    /// <summary>Fisher–Yates.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var chosen = Below(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }
}
