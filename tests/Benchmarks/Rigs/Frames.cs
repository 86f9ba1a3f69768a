namespace Eval.Tests.Benchmarks.Rigs;

/// <summary>Random packed RGB frames from a seed, and what the function has to make of each.</summary>
internal sealed class Frames
{
    /// <summary>A frame of the paper: 160×120 pixels of three bytes.</summary>
    public const int PaperBytes = 160 * 120 * 3;

    private const int Distinct = 8;

    private readonly byte[][] _rgb = new byte[Distinct][];
    private readonly byte[][] _grey = new byte[Distinct][];

    public Frames(int seed, int bytes)
    {
        var random = new Random(seed);
        for (var i = 0; i < Distinct; i++)
        {
            _rgb[i] = new byte[bytes];
            random.NextBytes(_rgb[i]);
            _grey[i] = Grey(_rgb[i]);
        }
    }

    /// <summary>The frame for that event.</summary>
    public ReadOnlyMemory<byte> Rgb(long sequence) => _rgb[(int)(sequence % Distinct)];

    /// <summary>Whether these bytes are what that event has to become.</summary>
    public bool IsGrey(long sequence, ReadOnlySpan<byte> bytes) =>
        bytes.SequenceEqual(_grey[(int)(sequence % Distinct)]);

    /// <summary>The definition, apart from the code that is measured: bytes beyond the last pixel stay.</summary>
    private static byte[] Grey(byte[] rgb)
    {
        var grey = (byte[])rgb.Clone();
        for (var i = 0; i + 2 < rgb.Length; i += 3)
        {
            grey[i] = grey[i + 1] = grey[i + 2] = (byte)((rgb[i] + rgb[i + 1] + rgb[i + 2]) / 3);
        }

        return grey;
    }
}
