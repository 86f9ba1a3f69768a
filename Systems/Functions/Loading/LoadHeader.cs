using System.Buffers.Binary;

namespace Eval.Systems.Functions.Loading;

/// <summary>What a synthetic event asks of a function: its first 16 bytes, little-endian.</summary>
/// <param name="ServiceNs">Nanoseconds of work (64 bits).</param>
/// <param name="Outputs">How many outputs (16 bits, unsigned).</param>
/// <param name="IsLast">Whether the function shall crash at this event (16 bits, 0 or 1).</param>
/// <param name="AllocatedBytes">Bytes of memory to take (32 bits).</param>
internal readonly record struct LoadHeader(long ServiceNs, int Outputs, bool IsLast, int AllocatedBytes)
{
    private const int Length = 16;
    private const long MostServiceNs = 60_000_000_000;
    private const int MostBytes = 1 << 28;

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">There is none, or it asks for more than a minute or 256 MiB.</exception>
    public static LoadHeader Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < Length)
        {
            throw new FormatException($"{payload.Length} bytes that are no synthetic event");
        }

        var header = new LoadHeader(
            BinaryPrimitives.ReadInt64LittleEndian(payload),
            BinaryPrimitives.ReadUInt16LittleEndian(payload[8..]),
            BinaryPrimitives.ReadUInt16LittleEndian(payload[10..]) == 1,
            BinaryPrimitives.ReadInt32LittleEndian(payload[12..]));
        return header.ServiceNs is >= 0 and <= MostServiceNs && header.AllocatedBytes is >= 0 and <= MostBytes
            ? header
            : throw new FormatException($"{header.ServiceNs} ns and {header.AllocatedBytes} bytes are out of bounds");
    }
}
