using System.Buffers.Binary;
using System.Text;

namespace Eval.Systems.Sdk.Protocol;

/// <summary>Writes frames, one after the other, into a buffer that is reused.</summary>
public sealed class FrameBuilder
{
    private byte[] _bytes = new byte[512];
    private int _length;
    private int _start;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Forgets what was written.</summary>
    public FrameBuilder Clear()
    {
        _length = 0;
        return this;
    }

    /// <summary>The first bytes of a side.</summary>
    public FrameBuilder Preamble() => Raw(Wire.Preamble);

    /// <summary>A frame of that type whose body is those bytes.</summary>
    /// <exception cref="ProtocolException">It is larger than a frame without an event may be.</exception>
    public FrameBuilder Control(FrameType type, ReadOnlySpan<byte> body) => Begin(type).Raw(body).Close();

    /// <summary>A part of a trailer; the control plane puts in the stage.</summary>
    public FrameBuilder Trailer(ReadOnlySpan<byte> part) => Begin(FrameType.Trailer).UInt16(0).Raw(part).Close();

    /// <summary>The opening of a stream.</summary>
    /// <exception cref="ProtocolException">Its parameters are larger than allowed.</exception>
    public FrameBuilder Open(Opening opening) => Begin(FrameType.Open)
        .Int32(opening.MaximumPayload)
        .Text(opening.StreamId)
        .Text(opening.Function)
        .Pairs(opening.Parameters)
        .Close();

    /// <summary>An instance's greeting.</summary>
    public FrameBuilder Hello(Greeting greeting) => Begin(FrameType.Hello)
        .Int32(greeting.ProcessId)
        .Int64(greeting.MainEnteredNs)
        .Int64(greeting.ReadyNs)
        .Close();

    /// <summary>The head of an event or output; exactly its payload has to follow, which is not copied here.</summary>
    /// <exception cref="ProtocolException">Its headers are larger than allowed.</exception>
    public FrameBuilder EventHead(FrameType type, in StreamEvent item)
    {
        Begin(type).Int64(item.Sequence);
        var headerStart = _length;
        UInt16(0);
        if (item.Headers.Count > 0)
        {
            Pairs(item.Headers);
        }

        var headerBytes = _length - headerStart - sizeof(ushort);
        if (headerBytes > Wire.MaximumHeaderBytes)
        {
            throw new ProtocolException(
                ProtocolError.Oversize, $"{headerBytes} bytes of headers; {Wire.MaximumHeaderBytes} are allowed");
        }

        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(headerStart), (ushort)headerBytes);
        return Claim(checked(_length - _start - Wire.PrefixBytes + item.Payload.Length));
    }

    private FrameBuilder Begin(FrameType type)
    {
        _start = _length;
        Room(Wire.PrefixBytes)[4] = (byte)type;
        return this;
    }

    private FrameBuilder Close()
    {
        var body = _length - _start - Wire.PrefixBytes;
        if (body > Wire.MaximumControlBytes)
        {
            throw new ProtocolException(
                ProtocolError.Oversize, $"a body of {body} bytes; {Wire.MaximumControlBytes} are allowed");
        }

        return Claim(body);
    }

    private FrameBuilder Claim(int body)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_start), body);
        return this;
    }

    private FrameBuilder Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        return this;
    }

    private FrameBuilder UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Room(sizeof(ushort)), (ushort)value);
        return this;
    }

    private FrameBuilder Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value);
        return this;
    }

    private FrameBuilder Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);
        return this;
    }

    private FrameBuilder Text(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        if (count > ushort.MaxValue)
        {
            throw new ProtocolException(ProtocolError.Oversize, $"a text of {count} bytes");
        }

        UInt16(count);
        Encoding.UTF8.GetBytes(text, Room(count));
        return this;
    }

    private FrameBuilder Pairs(IReadOnlyCollection<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count > ushort.MaxValue)
        {
            throw new ProtocolException(ProtocolError.Oversize, $"{pairs.Count} pairs");
        }

        UInt16(pairs.Count);
        foreach (var (name, value) in pairs)
        {
            Text(name).Text(value);
        }

        return this;
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_length + count, 2 * _bytes.Length));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
