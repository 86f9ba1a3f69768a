using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Eval.Systems.Functions.Graying;

/// <summary>Ten pixels at a time: the same arithmetic as <see cref="Vector128Average"/>, with the next five pixels in the
/// upper half.</summary>
internal static class Avx2Average
{
    private const int Half = 15;

    private const int Step = 2 * Half;

    /// <summary>Bytes that a step reads and writes: 16 from the start of its second half.</summary>
    private const int Reach = Half + 16;

    private static Vector256<byte> EachThirdThrice => Vector256.Create(
        (byte)0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12, 15, 0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12, 15);

    /// <summary>Handles as many whole steps as fit (none without AVX2), and gives their length in bytes. One byte beyond
    /// may be overwritten.</summary>
    public static int Run(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(gray.Length, rgb.Length);
        var at = 0;
        if (Avx2.IsSupported)
        {
            ref var source = ref MemoryMarshal.GetReference(rgb);
            ref var target = ref MemoryMarshal.GetReference(gray);
            for (; at + Reach <= rgb.Length; at += Step)
            {
                var averages = Averages(Vector256.Create(
                    Vector128.LoadUnsafe(ref source, (nuint)at), Vector128.LoadUnsafe(ref source, (nuint)(at + Half))));
                averages.GetLower().StoreUnsafe(ref target, (nuint)at);
                averages.GetUpper().StoreUnsafe(ref target, (nuint)(at + Half));
            }
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Averages(Vector256<byte> bytes)
    {
        var third = Vector256.Create((ushort)21846);
        var even = bytes.AsUInt16() & Vector256.Create((ushort)0xFF);
        var odd = bytes.AsUInt16() >>> 8;
        var shared = odd + Avx2.ShiftRightLogical128BitLane(even, 2);
        var atEven = Avx2.MultiplyHigh(even + shared, third);
        var atOdd = Avx2.MultiplyHigh(shared + Avx2.ShiftRightLogical128BitLane(odd, 2), third);
        return Avx2.Shuffle((atEven | (atOdd << 8)).AsByte(), EachThirdThrice);
    }
}
