namespace Eval.Systems.Functions.Graying;

/// <summary>
/// The average of R, G and B in each pixel of a packed RGB frame, by vectors where the processor has them. Both paths
/// give the same bytes as (R+G+B)/3, since (s·21846)>>16 equals s/3 for every sum s up to 765.
/// </summary>
internal static class GrayKernel
{
    /// <summary>Fills <paramref name="gray"/>, of the same length, which must not overlap the input. Bytes after the
    /// last whole pixel are copied.</summary>
    public static void Average(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        var done = Vector128Average.Run(rgb, gray);
        ScalarAverage.Run(rgb[done..], gray[done..]);
    }
}
