namespace Eval.Systems.Functions.Graying;

/// <summary>The definition, pixel by pixel: what the vectors leave over.</summary>
internal static class ScalarAverage
{
    private const int Pixel = 3;

    /// <summary>Handles all bytes: whole pixels are averaged, the rest is copied.</summary>
    public static void Run(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        var at = 0;
        for (; at + Pixel <= rgb.Length; at += Pixel)
        {
            gray.Slice(at, Pixel).Fill((byte)((rgb[at] + rgb[at + 1] + rgb[at + 2]) / 3));
        }

        rgb[at..].CopyTo(gray[at..]);
    }
}
