namespace Eval.Tests.Conformance;

/// <summary>Random RGB frames, all distinct, and what a plain loop makes of them.</summary>
internal static class Frames
{
    /// <summary>Bytes of a frame of 160 × 120 pixels.</summary>
    public const int Length = 160 * 120 * 3;

    /// <summary>That many frames from a seed.</summary>
    public static byte[][] Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var frame = new byte[Length];
            random.NextBytes(frame);
            return frame;
        })];
    }

    /// <summary>Each pixel replaced by the average of its R, G and B.</summary>
    public static byte[] Grey(byte[] frame)
    {
        var grey = new byte[frame.Length];
        for (var i = 0; i < frame.Length; i++)
        {
            var pixel = i - (i % 3);
            grey[i] = (byte)((frame[pixel] + frame[pixel + 1] + frame[pixel + 2]) / 3);
        }

        return grey;
    }
}
