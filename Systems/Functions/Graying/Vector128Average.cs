using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Eval.Systems.Functions.Graying;

/// <summary>
/// Five pixels at a time on any processor with 128-bit vectors. Where bytes can be multiplied and added in pairs (x64
/// since 2006), a lane of 16 bits takes R + G of its pixel, and B is added. Elsewhere the sum x[p] + x[p+1] + x[p+2] is
/// taken at every byte p, in two halves of lanes (even and odd p); a shuffle then keeps each third sum. Ahead of time
/// and just in time the path is the same; wider vectors were slower here, and only the latter would use them.
/// </summary>
internal static class Vector128Average
{
    private const int StepBytes = 15;

    /// <summary>Instead of a byte of the source, for a shuffle: zero.</summary>
    private const byte None = 0x80;

    private static Vector128<byte> EachThirdThrice =>
        Vector128.Create((byte)0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12, 15);

    private static Vector128<byte> EachLaneThrice =>
        Vector128.Create((byte)0, 0, 0, 2, 2, 2, 4, 4, 4, 6, 6, 6, 8, 8, 8, 10);

    private static Vector128<byte> RedAndGreen =>
        Vector128.Create((byte)0, 1, 3, 4, 6, 7, 9, 10, 12, 13, 15, None, None, None, None, None);

    private static Vector128<byte> Blue =>
        Vector128.Create((byte)2, None, 5, None, 8, None, 11, None, 14, None, None, None, None, None, None, None);

    private static Vector128<ushort> NextLane => Vector128.Create((ushort)1, 2, 3, 4, 5, 6, 7, 7);

    /// <summary>Handles as many whole steps as fit, and gives their length in bytes. One byte beyond may be
    /// overwritten.</summary>
    public static int Run(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(gray.Length, rgb.Length);
        var at = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var source = ref MemoryMarshal.GetReference(rgb);
            ref var target = ref MemoryMarshal.GetReference(gray);
            for (; at + Vector128<byte>.Count <= rgb.Length; at += StepBytes)
            {
                var bytes = Vector128.LoadUnsafe(ref source, (nuint)at);
                (Ssse3.IsSupported ? ByPairs(bytes) : ByLanes(bytes)).StoreUnsafe(ref target, (nuint)at);
            }
        }

        return at;
    }

    /// <summary>On any processor: the averages of the first five pixels, each three times; and a byte more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> ByLanes(Vector128<byte> bytes)
    {
        var even = bytes.AsUInt16() & Vector128.Create((ushort)0xFF);
        var odd = bytes.AsUInt16() >>> 8;
        var shared = odd + Vector128.Shuffle(even, NextLane);
        var atEven = Third(even + shared);
        var atOdd = Third(shared + Vector128.Shuffle(odd, NextLane));
        return Vector128.Shuffle((atEven | (atOdd << 8)).AsByte(), EachThirdThrice);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ByPairs(Vector128<byte> bytes)
    {
        var redAndGreen = Ssse3.MultiplyAddAdjacent(Ssse3.Shuffle(bytes, RedAndGreen), Vector128<sbyte>.One);
        var sums = redAndGreen.AsUInt16() + Ssse3.Shuffle(bytes, Blue).AsUInt16();
        return Ssse3.Shuffle(Third(sums).AsByte(), EachLaneThrice);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Third(Vector128<ushort> sums)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.MultiplyHigh(sums, Vector128.Create((ushort)21846));
        }

        var (low, high) = Vector128.Widen(sums);
        return Vector128.Narrow((low * 21846) >>> 16, (high * 21846) >>> 16);
    }
}
