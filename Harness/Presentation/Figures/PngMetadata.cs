using System.Buffers.Binary;
using System.Text;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Chunks that Skia does not write: the resolution (pHYs) and texts (tEXt), PNG specification, Section 11.3.
/// </summary>
internal static class PngMetadata
{
    /// <summary>The signature and the header chunk, after which these chunks belong.</summary>
    private const int AfterHeader = 8 + 12 + 13;

    private const double InchesPerMetre = 1 / 0.0254;

    /// <summary>The picture with resolution and texts (Latin-1) added.</summary>
    public static byte[] Add(byte[] png, double dotsPerInch, IEnumerable<(string Key, string Text)> texts)
    {
        var perMetre = (uint)Math.Round(dotsPerInch * InchesPerMetre);
        Span<byte> resolution = stackalloc byte[9];
        BinaryPrimitives.WriteUInt32BigEndian(resolution, perMetre);
        BinaryPrimitives.WriteUInt32BigEndian(resolution[4..], perMetre);
        resolution[8] = 1;

        var result = new List<byte>(png.Length + 512);
        result.AddRange(png.AsSpan(0, AfterHeader));
        AddChunk(result, "pHYs", resolution);
        foreach (var (key, text) in texts)
        {
            AddChunk(result, "tEXt", Encoding.Latin1.GetBytes(key + '\0' + text));
        }

        result.AddRange(png.AsSpan(AfterHeader));
        return [.. result];
    }

    private static void AddChunk(List<byte> png, string type, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        var covered = chunk.AsSpan(4, 4 + content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc(covered));
        png.AddRange(chunk);
    }

    /// <summary>CRC-32 over type and content, bit by bit: these chunks have some hundred bytes.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
