namespace Eval.Systems.Simulation.Randomness;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"): a bijection of
/// 128-bit counters for each 64-bit key. Different counters of one key give different blocks, so streams that differ in
/// their counters cannot overlap, which jumps by a random distance only make unlikely.
/// </summary>
internal static class Philox
{
    private const uint MultiplierA = 0xD2511F53;
    private const uint MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9;
    private const uint WeylB = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The block of that counter (its four words are low and high half of the two arguments, in that order)
    /// under that key.</summary>
    public static (ulong Low, ulong High) Block(ulong counterLow, ulong counterHigh, ulong key)
    {
        var (c0, c1) = ((uint)counterLow, (uint)(counterLow >> 32));
        var (c2, c3) = ((uint)counterHigh, (uint)(counterHigh >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var a = (ulong)MultiplierA * c0;
            var b = (ulong)MultiplierB * c2;
            c0 = (uint)(b >> 32) ^ c1 ^ k0;
            c2 = (uint)(a >> 32) ^ c3 ^ k1;
            c1 = (uint)b;
            c3 = (uint)a;
            k0 += WeylA;
            k1 += WeylB;
        }

        return (((ulong)c1 << 32) | c0, ((ulong)c3 << 32) | c2);
    }
}
