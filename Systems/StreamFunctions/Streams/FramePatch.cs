using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>Changes a frame where it lies, in its reader's buffer, before it is passed on.</summary>
internal static class FramePatch
{
    private const int EventBytes = sizeof(long) + sizeof(ushort);

    /// <summary>Refuses an event or output that is too short for its own headers.</summary>
    /// <exception cref="ProtocolException">It is.</exception>
    public static void Check(in Frame frame)
    {
        var body = frame.Bytes.Span[Wire.PrefixBytes..];
        if (body.Length < EventBytes
            || EventBytes + BinaryPrimitives.ReadUInt16LittleEndian(body[sizeof(long)..]) > body.Length)
        {
            throw new ProtocolException(ProtocolError.Malformed, $"an event of {body.Length} bytes");
        }
    }

    /// <summary>The sequence of a checked event or output.</summary>
    public static long SequenceOf(in Frame frame) =>
        BinaryPrimitives.ReadInt64LittleEndian(frame.Bytes.Span[Wire.PrefixBytes..]);

    /// <summary>Makes it a frame of that type and sequence.</summary>
    public static void Renumber(in Frame frame, FrameType type, long sequence)
    {
        var bytes = MemoryMarshal.AsMemory(frame.Bytes).Span;
        bytes[Wire.PrefixBytes - 1] = (byte)type;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[Wire.PrefixBytes..], sequence);
    }

    /// <summary>Says of a trailer from which stage it is.</summary>
    /// <exception cref="ProtocolException">It has no room for that.</exception>
    public static void NameStage(in Frame trailer, int stage)
    {
        var body = MemoryMarshal.AsMemory(trailer.Bytes).Span[Wire.PrefixBytes..];
        if (body.Length < sizeof(ushort))
        {
            throw new ProtocolException(ProtocolError.Malformed, $"a trailer of {body.Length} bytes");
        }

        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)stage);
    }
}
