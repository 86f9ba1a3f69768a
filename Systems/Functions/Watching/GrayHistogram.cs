namespace Eval.Systems.Functions.Watching;

/// <summary>How many pixels of a packed RGB frame have each of 64 brightnesses, a brightness being the average of R, G
/// and B, divided by four.</summary>
internal static class GrayHistogram
{
    /// <summary>Brightnesses.</summary>
    public const int Bins = 64;

    private const int Pixel = 3;

    /// <summary>Fills <paramref name="histogram"/>.</summary>
    public static void Count(ReadOnlySpan<byte> frame, Span<int> histogram)
    {
        histogram.Clear();
        for (var at = 0; at + Pixel <= frame.Length; at += Pixel)
        {
            histogram[(frame[at] + frame[at + 1] + frame[at + 2]) / Pixel * Bins / 256]++;
        }
    }
}
