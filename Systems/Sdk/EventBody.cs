using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Eval.Systems.Sdk;

/// <summary>
/// Events as a body of bytes, where a transport has messages but no frames of its own (HTTP). Per event, little-endian:
/// length of all that follows (32 bits), sequence (64), count of headers (16), per header name and value as UTF-8 with
/// 16 bits of length each, then the payload. No event gives an empty body.
/// </summary>
public static class EventBody
{
    private const int LengthSize = 4;
    private const int FixedSize = 10;

    /// <summary>How many bytes <see cref="Write"/> appends for that event.</summary>
    public static long SizeOf(in StreamEvent item) => LengthSize + PrefixSize(item) + (long)item.Payload.Length;

    /// <summary>Appends the event.</summary>
    /// <exception cref="ArgumentException">A header is longer than 65,535 bytes, or the event than 2 GiB.</exception>
    public static void Write(IBufferWriter<byte> writer, in StreamEvent item)
    {
        WritePrefix(writer, item);
        writer.Write(item.Payload.Span);
    }

    /// <summary>Appends all of the event but its payload, which the caller then sends from where it lies.</summary>
    /// <exception cref="ArgumentException">A header is longer than 65,535 bytes, or the event than 2 GiB.</exception>
    public static void WritePrefix(IBufferWriter<byte> writer, in StreamEvent item)
    {
        var size = SizeOf(item);
        if (size > int.MaxValue || item.Headers.Count > ushort.MaxValue)
        {
            throw new ArgumentException($"an event of {size} bytes and {item.Headers.Count} headers has no frame");
        }

        var at = writer.GetSpan(LengthSize + FixedSize);
        BinaryPrimitives.WriteInt32LittleEndian(at, (int)size - LengthSize);
        BinaryPrimitives.WriteInt64LittleEndian(at[LengthSize..], item.Sequence);
        BinaryPrimitives.WriteUInt16LittleEndian(at[(LengthSize + 8)..], (ushort)item.Headers.Count);
        writer.Advance(LengthSize + FixedSize);
        foreach (var (name, value) in item.Headers)
        {
            WriteText(writer, name);
            WriteText(writer, value);
        }
    }

    /// <summary>The events of a whole body; payloads are slices of it.</summary>
    /// <exception cref="FormatException">It is not a body of whole events.</exception>
    public static IReadOnlyList<StreamEvent> Decode(ReadOnlyMemory<byte> body)
    {
        var events = new List<StreamEvent>();
        while (body.Length > 0)
        {
            var length = body.Length < LengthSize ? -1 : BinaryPrimitives.ReadInt32LittleEndian(body.Span);
            if (length < FixedSize || length > body.Length - LengthSize)
            {
                throw new FormatException($"an event of {length} bytes in the last {body.Length} bytes of a body");
            }

            events.Add(DecodeOne(body.Slice(LengthSize, length)));
            body = body[(LengthSize + length)..];
        }

        return events;
    }

    /// <summary>The events of a body while it arrives, each with a payload of its own.</summary>
    /// <param name="body">Read to its end.</param>
    /// <param name="largestEvent">The bound of one event, bytes.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="FormatException">It is not a body of whole events, or one is beyond the bound.</exception>
    public static async IAsyncEnumerable<StreamEvent> ReadAsync(
        Stream body,
        int largestEvent,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = new byte[LengthSize];
        while (true)
        {
            var read = await body.ReadAtLeastAsync(prefix, LengthSize, throwOnEndOfStream: false, cancellation);
            if (read == 0)
            {
                yield break;
            }

            var length = read < LengthSize ? -1 : BinaryPrimitives.ReadInt32LittleEndian(prefix);
            if (length < FixedSize || length > largestEvent)
            {
                throw new FormatException($"an event of {length} bytes, where at most {largestEvent} are allowed");
            }

            var item = GC.AllocateUninitializedArray<byte>(length);
            if (await body.ReadAtLeastAsync(item, length, throwOnEndOfStream: false, cancellation) < length)
            {
                throw new FormatException($"the body ended inside an event of {length} bytes");
            }

            yield return DecodeOne(item);
        }
    }

    private static StreamEvent DecodeOne(ReadOnlyMemory<byte> item)
    {
        var sequence = BinaryPrimitives.ReadInt64LittleEndian(item.Span);
        var headers = new KeyValuePair<string, string>[BinaryPrimitives.ReadUInt16LittleEndian(item.Span[8..])];
        item = item[FixedSize..];
        for (var i = 0; i < headers.Length; i++)
        {
            headers[i] = new(ReadText(ref item), ReadText(ref item));
        }

        return new StreamEvent(sequence, item, headers.Length == 0 ? default : new EventHeaders(headers));
    }

    private static int PrefixSize(in StreamEvent item)
    {
        var size = FixedSize;
        foreach (var (name, value) in item.Headers)
        {
            size += 4 + Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
        }

        return size;
    }

    private static void WriteText(IBufferWriter<byte> writer, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (length > ushort.MaxValue)
        {
            throw new ArgumentException($"a header of {length} bytes; at most {ushort.MaxValue} fit");
        }

        var at = writer.GetSpan(2 + length);
        BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)length);
        Encoding.UTF8.GetBytes(text, at[2..]);
        writer.Advance(2 + length);
    }

    private static string ReadText(ref ReadOnlyMemory<byte> item)
    {
        var length = item.Length < 2 ? -1 : BinaryPrimitives.ReadUInt16LittleEndian(item.Span);
        if (length < 0 || length > item.Length - 2)
        {
            throw new FormatException($"a header of {length} bytes in the last {item.Length} bytes of an event");
        }

        var text = Encoding.UTF8.GetString(item.Span.Slice(2, length));
        item = item[(2 + length)..];
        return text;
    }
}
