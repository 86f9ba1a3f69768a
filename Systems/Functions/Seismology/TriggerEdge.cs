using System.Buffers.Binary;

namespace Eval.Systems.Functions.Seismology;

/// <summary>
/// A trigger that goes on or off, as 20 bytes, little-endian: the text "EVT1"; station, component, 1 for on or 0 for
/// off, samples per second (16 bits each, unsigned); the number of the first sample, or the last, of the trigger (64
/// bits).
/// </summary>
internal readonly record struct TriggerEdge(
    int Station, int Component, bool IsOn, int SamplesPerSecond, long Sample)
{
    private const int Length = 20;

    private static ReadOnlySpan<byte> Kind => "EVT1"u8;

    /// <summary>The edge in those bytes.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static TriggerEdge Read(ReadOnlySpan<byte> bytes) => bytes.Length == Length && bytes.StartsWith(Kind)
        ? new TriggerEdge(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) == 1,
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]))
        : throw new FormatException($"{bytes.Length} bytes that are no edge of a trigger");

    /// <summary>The edge as bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Kind.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), (ushort)Station);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), (ushort)Component);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), IsOn ? (ushort)1 : (ushort)0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(10), (ushort)SamplesPerSecond);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), Sample);
        return bytes;
    }
}
