using Eval.Systems.Simulation;

namespace Eval.Harness.Scenarios.Planning;

/// <summary>Independent seeds from the scenario's one. Each use has its own path, so that one more repetition or
/// duration leaves all others as they were.</summary>
internal static class Seeds
{
    private const ulong Order = 1;
    private const ulong Bytes = 2;

    /// <summary>For the order of a block's cells.</summary>
    public static ulong OfOrder(ulong seed, int block) => Derive(seed, Order, (ulong)block);

    /// <summary>For a stream's bytes: the same for all systems of a block and duration.</summary>
    public static ulong OfBytes(ulong seed, int block, TimeSpan duration) =>
        Derive(seed, Bytes, (ulong)block, (ulong)duration.Ticks);

    private static ulong Derive(ulong seed, params ReadOnlySpan<ulong> path)
    {
        foreach (var step in path)
        {
            // The step is mixed before it meets the seed, else seeds and blocks that differ alike would meet.
            seed = new SplitMix64(seed ^ new SplitMix64(step).Next()).Next();
        }

        return seed;
    }
}
