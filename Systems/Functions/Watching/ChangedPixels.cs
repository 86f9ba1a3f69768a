namespace Eval.Systems.Functions.Watching;

/// <summary>Counts the pixels in which two packed RGB frames differ.</summary>
internal static class ChangedPixels
{
    private const int Pixel = 3;

    /// <summary>How many pixels have a channel that differs by more than <paramref name="threshold"/>. Frames of
    /// unequal size differ in all pixels of the later one.</summary>
    public static int Count(ReadOnlySpan<byte> before, ReadOnlySpan<byte> now, int threshold)
    {
        if (before.Length != now.Length)
        {
            return now.Length / Pixel;
        }

        var changed = 0;
        for (var at = 0; at + Pixel <= now.Length; at += Pixel)
        {
            if (Math.Abs(now[at] - before[at]) > threshold
                || Math.Abs(now[at + 1] - before[at + 1]) > threshold
                || Math.Abs(now[at + 2] - before[at + 2]) > threshold)
            {
                changed++;
            }
        }

        return changed;
    }
}
