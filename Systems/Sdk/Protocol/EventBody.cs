using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Protocol;

/// <summary>
/// Events as a body of bytes, where a transport has messages but no frames of its own (HTTP): event frames of
/// PROTOCOL.md, one after the other, without preamble or end. No event gives an empty body.
/// </summary>
public static class EventBody
{
    /// <summary>How many bytes <see cref="Write"/> appends for that event.</summary>
    /// <exception cref="ProtocolException">Its headers are larger than allowed.</exception>
    public static long SizeOf(in StreamEvent item) => Head(item).Length + (long)item.Payload.Length;

    /// <summary>Appends the event.</summary>
    /// <exception cref="ProtocolException">Its headers are larger than allowed.</exception>
    public static void Write(IBufferWriter<byte> writer, in StreamEvent item)
    {
        WriteHead(writer, item);
        writer.Write(item.Payload.Span);
    }

    /// <summary>Appends all of the event but its payload, which the caller then sends from where it lies.</summary>
    /// <exception cref="ProtocolException">Its headers are larger than allowed.</exception>
    public static void WriteHead(IBufferWriter<byte> writer, in StreamEvent item) => writer.Write(Head(item));

    /// <summary>The events of a whole body; payloads are slices of it.</summary>
    /// <exception cref="ProtocolException">It is not a body of whole events.</exception>
    public static IReadOnlyList<StreamEvent> Decode(ReadOnlyMemory<byte> body)
    {
        var events = new List<StreamEvent>();
        while (!body.IsEmpty)
        {
            var size = ClaimedSize(body.Span, largestFrame: int.MaxValue);
            if (size > body.Length)
            {
                throw Truncated(size, body.Length);
            }

            events.Add(EventFrame.Read(new Frame(FrameType.Event, body[..size])));
            body = body[size..];
        }

        return events;
    }

    /// <summary>The events of a body while it arrives, each with a payload of its own.</summary>
    /// <param name="body">Read to its end.</param>
    /// <param name="largestFrame">The bound of one event with its headers, bytes.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ProtocolException">It is not a body of whole events, or one is beyond the bound.</exception>
    public static async IAsyncEnumerable<StreamEvent> ReadAsync(
        Stream body, int largestFrame, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = new byte[Wire.PrefixBytes];
        while (true)
        {
            var read = await body.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellation);
            if (read == 0)
            {
                yield break;
            }

            var frame = GC.AllocateUninitializedArray<byte>(ClaimedSize(prefix.AsSpan(0, read), largestFrame));
            prefix.CopyTo(frame, 0);
            var rest = frame.AsMemory(prefix.Length);
            read = await body.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, cancellation);
            if (read < rest.Length)
            {
                throw Truncated(frame.Length, prefix.Length + read);
            }

            yield return EventFrame.Read(new Frame(FrameType.Event, frame));
        }
    }

    private static ReadOnlySpan<byte> Head(in StreamEvent item) =>
        new FrameBuilder().EventHead(FrameType.Event, item).Written;

    /// <summary>The size of the frame that begins there, its prefix included, as it claims.</summary>
    private static int ClaimedSize(ReadOnlySpan<byte> bytes, int largestFrame)
    {
        if (bytes.Length < Wire.PrefixBytes)
        {
            throw Truncated(Wire.PrefixBytes, bytes.Length);
        }

        if (bytes[4] != (byte)FrameType.Event)
        {
            throw new ProtocolException(
                ProtocolError.UnexpectedFrame, $"a frame of type {bytes[4]} in a body of events");
        }

        var size = Wire.PrefixBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return size <= largestFrame
            ? (int)size
            : throw new ProtocolException(
                ProtocolError.Oversize, $"an event of {size} bytes, where at most {largestFrame} are allowed");
    }

    private static ProtocolException Truncated(int due, int held) =>
        new(ProtocolError.Truncated, $"a body ends after {held} of an event's {due} bytes");
}
