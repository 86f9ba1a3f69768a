using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.BufferedInstanceHost;

/// <summary>Bytes that a socket has not taken yet, in one reused buffer; bounded by its user.</summary>
internal sealed class Outgoing(StreamSocket socket)
{
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>How many wait.</summary>
    public int Count => _end - _start;

    /// <summary>Sends what the socket takes now, and keeps the rest.</summary>
    /// <exception cref="IOException">It is broken.</exception>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        Flush();
        if (Count == 0)
        {
            bytes = bytes[Math.Max(0, socket.Send(bytes, [], wait: false))..];
        }

        Keep(bytes);
    }

    /// <summary>Sends of the rest what the socket takes now.</summary>
    /// <exception cref="IOException">It is broken.</exception>
    public void Flush()
    {
        if (Count > 0)
        {
            _start += Math.Max(0, socket.Send(_buffer.AsSpan(_start, Count), [], wait: false));
        }

        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _end < bytes.Length)
        {
            var rest = _buffer.AsSpan(_start, Count);
            var target = rest.Length + bytes.Length <= _buffer.Length
                ? _buffer
                : new byte[Math.Max(rest.Length + bytes.Length, 2 * _buffer.Length)];
            rest.CopyTo(target);
            (_buffer, _start, _end) = (target, 0, rest.Length);
        }

        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }
}
