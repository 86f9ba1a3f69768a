using System.Buffers.Binary;

namespace Eval.Systems.Functions.Seismology;

/// <summary>
/// The first 20 bytes of a packet of samples, little-endian: four letters for what the samples are ("EVW1": counts of
/// 32 bits, signed; "EVR1": ratios of 64 bits, IEEE 754); station, components, samples of each component and samples
/// per second (16 bits each, unsigned); the number of the first sample (64 bits). The samples follow, component after
/// component.
/// </summary>
internal readonly record struct WaveformHeader(
    int Station, int Components, int Samples, int SamplesPerSecond, long FirstSample)
{
    /// <summary>Bytes before the samples.</summary>
    public const int Length = 20;

    /// <summary>The letters of a packet of counts.</summary>
    public static ReadOnlySpan<byte> Counts => "EVW1"u8;

    /// <summary>The letters of a packet of ratios.</summary>
    public static ReadOnlySpan<byte> Ratios => "EVR1"u8;

    /// <summary>Reads a header, and checks that the packet has all its samples.</summary>
    /// <exception cref="FormatException">It is no packet of that kind.</exception>
    public static WaveformHeader Read(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> kind, int sampleBytes)
    {
        if (packet.Length < Length || !packet.StartsWith(kind))
        {
            throw new FormatException($"{packet.Length} bytes that are no packet of samples");
        }

        var header = new WaveformHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(packet[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(packet[6..]),
            BinaryPrimitives.ReadUInt16LittleEndian(packet[8..]),
            BinaryPrimitives.ReadUInt16LittleEndian(packet[10..]),
            BinaryPrimitives.ReadInt64LittleEndian(packet[12..]));
        var expected = Length + ((long)header.Components * header.Samples * sampleBytes);
        return packet.Length == expected
            ? header
            : throw new FormatException($"{packet.Length} bytes, where the packet's header asks for {expected}");
    }

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> packet, ReadOnlySpan<byte> kind)
    {
        kind.CopyTo(packet);
        BinaryPrimitives.WriteUInt16LittleEndian(packet[4..], (ushort)Station);
        BinaryPrimitives.WriteUInt16LittleEndian(packet[6..], (ushort)Components);
        BinaryPrimitives.WriteUInt16LittleEndian(packet[8..], (ushort)Samples);
        BinaryPrimitives.WriteUInt16LittleEndian(packet[10..], (ushort)SamplesPerSecond);
        BinaryPrimitives.WriteInt64LittleEndian(packet[12..], FirstSample);
    }
}
