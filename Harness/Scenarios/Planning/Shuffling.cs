using Eval.Systems.Simulation;

namespace Eval.Harness.Scenarios.Planning;

/// <summary>Orders that are drawn from a seed, each equally likely.</summary>
internal static class Shuffling
{
    /// <summary>A number from 0 to <paramref name="bound"/> − 1, each equally likely: draws above the greatest multiple
    /// of the bound are thrown away.</summary>
    public static int Below(this SplitMix64 random, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var count = (ulong)bound;
        var excess = ((ulong.MaxValue % count) + 1) % count;
        ulong drawn;
        do
        {
            drawn = random.Next();
        }
        while (drawn > ulong.MaxValue - excess);

        return (int)(drawn % count);
    }

    /// <summary>Fisher–Yates.</summary>
    public static void Shuffle<T>(this SplitMix64 random, Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var chosen = random.Below(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }
}
