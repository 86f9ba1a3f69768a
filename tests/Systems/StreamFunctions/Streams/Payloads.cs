using System.Buffers.Binary;
using Eval.Systems.Sdk;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>Payloads that tell of which event they are, and whether a byte was lost.</summary>
internal static class Payloads
{
    /// <summary>A payload with that mark.</summary>
    public static byte[] Of(int mark, int size)
    {
        var bytes = new byte[4 + size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, mark);
        bytes.AsSpan(4).Fill((byte)mark);
        return bytes;
    }

    /// <summary>The mark; −1 where the bytes are not such a payload.</summary>
    public static int MarkOf(in StreamEvent item)
    {
        var bytes = item.Payload.Span;
        var mark = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return bytes[4..].ContainsAnyExcept((byte)mark) ? -1 : mark;
    }
}
