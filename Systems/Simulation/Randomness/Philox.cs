using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
    private const int BitsOfEight = 16;

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

    /// <summary>Blocks of consecutive counters, low and high half of each in turn: the same bits as
    /// <see cref="Block"/> gives one by one, with eight counters side by side where the processor can.</summary>
    /// <param name="purpose">The upper half of the counter's low part.</param>
    /// <param name="first">Its lower half in the first block; it begins anew after 2³² blocks.</param>
    /// <param name="counterHigh">The counter's high part.</param>
    /// <param name="key">The key.</param>
    /// <param name="bits">Two for each block.</param>
    public static void Blocks(ulong purpose, uint first, ulong counterHigh, ulong key, Span<ulong> bits)
    {
        var done = 0;
        if (Avx2.IsSupported)
        {
            for (; bits.Length - done >= BitsOfEight; done += BitsOfEight)
            {
                Eight(purpose, first + ((uint)done / 2), counterHigh, key, bits.Slice(done, BitsOfEight));
            }
        }

        for (; done < bits.Length; done += 2)
        {
            (bits[done], bits[done + 1]) = Block(purpose | (first + ((uint)done / 2)), counterHigh, key);
        }
    }

    /// <summary>Two times four counters, since the rounds of four would wait for their products.</summary>
    private static void Eight(ulong purpose, uint first, ulong counterHigh, ulong key, Span<ulong> bits)
    {
        var one = Four.Of(purpose, first, counterHigh);
        var other = Four.Of(purpose, first + 4UL, counterHigh);
        var k0 = Vector256.Create(key);
        var k1 = Vector256.Create(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            one.Round(k0, k1);
            other.Round(k0, k1);
            k0 += Vector256.Create((ulong)WeylA);
            k1 += Vector256.Create((ulong)WeylB);
        }

        one.CopyTo(bits);
        other.CopyTo(bits[(BitsOfEight / 2)..]);
    }

    /// <summary>Four counters. Each lane of 64 bits holds a word in its lower half; what is in the upper one does not
    /// matter until the end, since a product takes lower halves alone.</summary>
    private struct Four
    {
        private Vector256<ulong> _c0;
        private Vector256<ulong> _c1;
        private Vector256<ulong> _c2;
        private Vector256<ulong> _c3;

        public static Four Of(ulong purpose, ulong first, ulong counterHigh) => new()
        {
            _c0 = Vector256.Create(first, first + 1, first + 2, first + 3),
            _c1 = Vector256.Create(purpose >> 32),
            _c2 = Vector256.Create(counterHigh),
            _c3 = Vector256.Create(counterHigh >> 32),
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Round(Vector256<ulong> k0, Vector256<ulong> k1)
        {
            var a = Avx2.Multiply(Vector256.Create(MultiplierA), _c0.AsUInt32());
            var b = Avx2.Multiply(Vector256.Create(MultiplierB), _c2.AsUInt32());
            _c0 = (b >> 32) ^ _c1 ^ k0;
            _c2 = (a >> 32) ^ _c3 ^ k1;
            _c1 = b;
            _c3 = a;
        }

        public readonly void CopyTo(Span<ulong> bits)
        {
            var lower = Vector256.Create((ulong)uint.MaxValue);
            var low = (_c1 << 32) | (_c0 & lower);
            var high = (_c3 << 32) | (_c2 & lower);
            var even = Avx2.UnpackLow(low, high);
            var odd = Avx2.UnpackHigh(low, high);
            Avx2.Permute2x128(even, odd, 0x20).CopyTo(bits);
            Avx2.Permute2x128(even, odd, 0x31).CopyTo(bits[4..]);
        }
    }
}
