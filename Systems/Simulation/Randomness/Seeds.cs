namespace Eval.Systems.Simulation.Randomness;

/// <summary>Seeds of parts from the seed of the whole.</summary>
public static class Seeds
{
    private const uint Purpose = 0x5EED;

    /// <summary>The seed of the replication of that number: equal numbers give equal seeds whichever thread asks, and
    /// different numbers different ones (a bijection for a given seed).</summary>
    public static ulong OfReplication(ulong seed, long replication) =>
        new RandomStream(seed, (ulong)replication, Purpose).NextBits();
}
