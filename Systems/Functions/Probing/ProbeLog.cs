using System.Buffers.Binary;

namespace Eval.Systems.Functions.Probing;

/// <summary>
/// A probe's records as bytes, for a stream's trailer: the text "EVP1", then per record sequence, received and
/// processed (64 bits each), outputs and deliveries (32 bits each), little-endian: 32 bytes.
/// </summary>
public static class ProbeLog
{
    private const int RecordLength = 32;

    private static ReadOnlySpan<byte> Magic => "EVP1"u8;

    /// <summary>The records as bytes.</summary>
    public static byte[] Encode(IReadOnlyList<ProbeRecord> records)
    {
        var bytes = new byte[Magic.Length + (records.Count * RecordLength)];
        Magic.CopyTo(bytes);
        for (var i = 0; i < records.Count; i++)
        {
            var at = bytes.AsSpan(Magic.Length + (i * RecordLength), RecordLength);
            BinaryPrimitives.WriteInt64LittleEndian(at, records[i].Sequence);
            BinaryPrimitives.WriteInt64LittleEndian(at[8..], records[i].ReceivedNs);
            BinaryPrimitives.WriteInt64LittleEndian(at[16..], records[i].ProcessedNs);
            BinaryPrimitives.WriteInt32LittleEndian(at[24..], records[i].Outputs);
            BinaryPrimitives.WriteInt32LittleEndian(at[28..], records[i].Deliveries);
        }

        return bytes;
    }

    /// <summary>The records in those bytes.</summary>
    /// <exception cref="FormatException">They are not a probe log.</exception>
    public static IReadOnlyList<ProbeRecord> Decode(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic) || (bytes.Length - Magic.Length) % RecordLength != 0)
        {
            throw new FormatException($"{bytes.Length} bytes that are not a probe log");
        }

        var records = new ProbeRecord[(bytes.Length - Magic.Length) / RecordLength];
        for (var i = 0; i < records.Length; i++)
        {
            var at = bytes.Slice(Magic.Length + (i * RecordLength), RecordLength);
            records[i] = new ProbeRecord(
                BinaryPrimitives.ReadInt64LittleEndian(at),
                BinaryPrimitives.ReadInt64LittleEndian(at[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(at[16..]),
                BinaryPrimitives.ReadInt32LittleEndian(at[24..]),
                BinaryPrimitives.ReadInt32LittleEndian(at[28..]));
        }

        return records;
    }
}
