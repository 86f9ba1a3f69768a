using System.Text;
using Eval.Systems.Sdk.Protocol;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Eval.Systems.StreamFunctions.Buffering;

/// <summary>
/// The headers of a message that carries an output: <c>Eval-Stream</c>, <c>Eval-Sequence</c> (of the event that caused
/// it), and for each header of the output <c>Eval-Header-NAME</c>. Names and values of the latter are percent-encoded
/// (RFC 3986), so that no byte of a function can end a line. The buffer is reused.
/// </summary>
internal sealed class OutputHeaders(string streamId)
{
    private const int HeadBytes = Wire.PrefixBytes + sizeof(long) + sizeof(ushort);

    private readonly byte[] _start = Encoding.ASCII.GetBytes($"NATS/1.0\r\nEval-Stream: {streamId}\r\nEval-Sequence: ");
    private byte[] _buffer = new byte[512];
    private int _length;

    /// <summary>The payload of an output's checked frame, and its headers as a message's; valid until the next call.
    /// </summary>
    public ReadOnlySpan<byte> Split(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> headers)
    {
        var (sequence, payloadStart) = (ReadInt64LittleEndian(frame[Wire.PrefixBytes..]), PayloadStart(frame));
        _length = 0;
        Add(_start);
        Span<byte> digits = stackalloc byte[20];
        _ = sequence.TryFormat(digits, out var count, default, null);
        Add(digits[..count]);
        if (payloadStart > HeadBytes)
        {
            AddOwn(frame[..payloadStart]);
        }

        Add("\r\n\r\n"u8);
        headers = _buffer.AsSpan(0, _length);
        return frame[payloadStart..];
    }

    private static int PayloadStart(ReadOnlySpan<byte> frame) =>
        HeadBytes + ReadUInt16LittleEndian(frame[(HeadBytes - sizeof(ushort))..]);

    private void AddOwn(ReadOnlySpan<byte> head)
    {
        foreach (var (name, value) in EventFrame.Read(new Frame(FrameType.Output, head.ToArray())).Headers)
        {
            Add(Encoding.ASCII.GetBytes(
                $"\r\nEval-Header-{Uri.EscapeDataString(name)}: {Uri.EscapeDataString(value)}"));
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _length < bytes.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_length + bytes.Length, 2 * _buffer.Length));
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }
}
