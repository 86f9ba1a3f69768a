using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Eval.Systems.Functions.Graying;

/// <summary>
/// Five pixels at a time on any processor with 128-bit vectors. The sum x[p] + x[p+1] + x[p+2] is taken at every byte
/// p, in two halves of 16-bit lanes (even and odd p); a shuffle then keeps each third sum, three times over. The same
/// path is taken ahead of time and just in time; wider vectors were slower here, and only the latter would use them.
/// </summary>
internal static class Vector128Average
{
    private const int StepBytes = 15;

    private static Vector128<byte> EachThirdThrice =>
        Vector128.Create((byte)0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12, 15);

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
                Averages(Vector128.LoadUnsafe(ref source, (nuint)at)).StoreUnsafe(ref target, (nuint)at);
            }
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Averages(Vector128<byte> bytes)
    {
        var even = bytes.AsUInt16() & Vector128.Create((ushort)0xFF);
        var odd = bytes.AsUInt16() >>> 8;
        var shared = odd + Vector128.Shuffle(even, NextLane);
        var atEven = Third(even + shared);
        var atOdd = Third(shared + Vector128.Shuffle(odd, NextLane));
        return Vector128.Shuffle((atEven | (atOdd << 8)).AsByte(), EachThirdThrice);
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
