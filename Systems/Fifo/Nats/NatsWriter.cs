using System.Text;

namespace Eval.Systems.Fifo.Nats;

/// <summary>What is to be said to the server and has not left yet, in one reused buffer. Its user bounds it, by adding
/// a message only where <see cref="Count"/> is small.</summary>
internal sealed class NatsWriter
{
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(4096);
    private int _start;
    private int _end;

    /// <summary>How many bytes have not left.</summary>
    public int Count => _end - _start;

    /// <summary>They themselves.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_start, Count);

    /// <summary>That many of them have left.</summary>
    public void Left(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    /// <summary>The client's first line. Echo: a buffer gets back what it published over the same connection.</summary>
    /// <param name="token">The server's token, of letters that need no escape in JSON, or null.</param>
    public void Connect(string? token)
    {
        Add("""CONNECT {"verbose":false,"pedantic":false,"echo":true,"headers":true,"no_responders":false,"""u8);
        Add("\"protocol\":1,\"lang\":\"eval\",\"version\":\"1\",\"name\":\"eval-stream\""u8);
        if (token is not null)
        {
            Add(",\"auth_token\":\""u8);
            Add(Encoding.ASCII.GetBytes(token));
            Add("\""u8);
        }

        Add("}\r\n"u8);
    }

    /// <summary>The only subscription of the connection.</summary>
    public void Subscribe(ReadOnlySpan<byte> subject)
    {
        Add("SUB "u8);
        Add(subject);
        Add(" 1\r\n"u8);
    }

    /// <summary>One message.</summary>
    public void Publish(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> payload)
    {
        Add("PUB "u8);
        Add(subject);
        Add(" "u8);
        Add(payload.Length);
        Add("\r\n"u8);
        Add(payload);
        Add("\r\n"u8);
    }

    /// <summary>One message with headers, which are in the form of NATS/1.0.</summary>
    public void Publish(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload)
    {
        Add("HPUB "u8);
        Add(subject);
        Add(" "u8);
        Add(headers.Length);
        Add(" "u8);
        Add(headers.Length + payload.Length);
        Add("\r\n"u8);
        Add(headers);
        Add(payload);
        Add("\r\n"u8);
    }

    /// <summary>Asks for a PONG.</summary>
    public void Ping() => Add("PING\r\n"u8);

    /// <summary>Answers a PING.</summary>
    public void Pong() => Add("PONG\r\n"u8);

    private void Add(int number)
    {
        Span<byte> digits = stackalloc byte[11];
        _ = number.TryFormat(digits, out var count, default, null);
        Add(digits[..count]);
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _end < bytes.Length)
        {
            MakeRoom(bytes.Length);
        }

        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    private void MakeRoom(int bytes)
    {
        var rest = Rest;
        var target = rest.Length + bytes <= _buffer.Length
            ? _buffer
            : GC.AllocateUninitializedArray<byte>(Math.Max(rest.Length + bytes, 2 * _buffer.Length));
        rest.CopyTo(target);
        (_buffer, _start, _end) = (target, 0, rest.Length);
    }
}
