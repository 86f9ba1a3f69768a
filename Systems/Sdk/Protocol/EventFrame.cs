using System.Buffers.Binary;

namespace Eval.Systems.Sdk.Protocol;

/// <summary>Reads events out of frames, without copying the payload.</summary>
public static class EventFrame
{
    /// <summary>The event or output in that frame; its payload is valid as long as the frame.</summary>
    /// <exception cref="ProtocolException">It is malformed.</exception>
    public static StreamEvent Read(Frame frame)
    {
        var body = frame.Body;
        if (body.Length < Wire.EventPrefixBytes)
        {
            throw new ProtocolException(ProtocolError.Malformed, $"an event of {body.Length} bytes");
        }

        var sequence = BinaryPrimitives.ReadInt64LittleEndian(body.Span);
        var headerBytes = BinaryPrimitives.ReadUInt16LittleEndian(body.Span[sizeof(long)..]);
        var rest = body[Wire.EventPrefixBytes..];
        if (headerBytes > rest.Length || headerBytes > Wire.MaximumHeaderBytes)
        {
            throw new ProtocolException(
                ProtocolError.Oversize, $"{headerBytes} bytes of headers in an event of {rest.Length}");
        }

        return new StreamEvent(sequence, rest[headerBytes..], Headers(rest.Span[..headerBytes]));
    }

    private static EventHeaders Headers(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return default;
        }

        var cursor = new Cursor(bytes);
        var pairs = cursor.Pairs();
        cursor.ExpectEnd();
        return new EventHeaders(pairs);
    }
}
