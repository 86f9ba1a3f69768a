using System.Buffers.Text;

namespace Eval.Systems.Fifo.Nats;

/// <summary>
/// Finds the server's operations in arriving bytes, in one reused buffer. A claimed size is never believed: the buffer
/// grows only when it is full of what has arrived, to at most twice that.
/// </summary>
internal sealed class NatsReader
{
    /// <summary>The longest control line; INFO of a large cluster is the longest of all.</summary>
    public const int MaximumLine = 32 * 1024;

    private const int FirstBytes = 64 * 1024;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(FirstBytes);
    private int _start;
    private int _end;

    /// <summary>The largest payload of a message, bytes; changes when the server names its own.</summary>
    public int MaximumPayload { get; set; }

    /// <summary>Room for arriving bytes, never empty; bodies taken before are no longer valid.</summary>
    public Span<byte> Space()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            MakeRoom();
        }

        return _buffer.AsSpan(_end);
    }

    /// <summary>That many bytes have arrived in <see cref="Space"/>.</summary>
    public void Arrived(int count) => _end += count;

    /// <summary>Takes the next complete operation, if there is one.</summary>
    /// <exception cref="InvalidDataException">The bytes are not the protocol, or claim too much.</exception>
    public bool TryTake(out NatsOperation operation)
    {
        operation = default;
        var held = _buffer.AsSpan(_start, _end - _start);
        var length = held[..Math.Min(held.Length, MaximumLine)].IndexOf("\r\n"u8);
        if (length < 0)
        {
            return held.Length < MaximumLine ? false : throw Bad("a line without an end");
        }

        var line = held[..length];
        if (line.StartsWith("MSG "u8))
        {
            return TryTakeMessage(line, out operation);
        }

        var (verb, skipped) = VerbOf(line);
        operation = new NatsOperation(verb, _buffer.AsMemory(_start + skipped, length - skipped));
        _start += length + 2;
        return true;
    }

    /// <summary>MSG, subject, subscription, at times a subject for replies, and the size of the payload.</summary>
    private bool TryTakeMessage(ReadOnlySpan<byte> line, out NatsOperation operation)
    {
        operation = default;
        var digits = line[(line.LastIndexOf((byte)' ') + 1)..];
        if (!Utf8Parser.TryParse(digits, out int size, out var parsed) || parsed != digits.Length || size < 0
            || size > MaximumPayload)
        {
            throw Bad($"a message of a size that is none, or above {MaximumPayload} bytes");
        }

        var payload = _start + line.Length + 2;
        if (_end - payload < size + 2)
        {
            return false;
        }

        if (_buffer[payload + size] != '\r' || _buffer[payload + size + 1] != '\n')
        {
            throw Bad("a message without an end");
        }

        operation = new NatsOperation(NatsVerb.Message, _buffer.AsMemory(payload, size));
        _start = payload + size + 2;
        return true;
    }

    private static (NatsVerb Verb, int Skipped) VerbOf(ReadOnlySpan<byte> line) =>
        line.SequenceEqual("PING"u8) ? (NatsVerb.Ping, 4)
        : line.SequenceEqual("PONG"u8) ? (NatsVerb.Pong, 4)
        : line.SequenceEqual("+OK"u8) ? (NatsVerb.Ok, 3)
        : line.StartsWith("INFO "u8) ? (NatsVerb.Info, 5)
        : line.StartsWith("-ERR "u8) ? (NatsVerb.Error, 5)
        : throw Bad("an operation that was not asked for");

    /// <summary>Moves the unfinished operation to the front; grows where it fills the whole buffer.</summary>
    private void MakeRoom()
    {
        var held = _end - _start;
        var target = _start == 0
            ? GC.AllocateUninitializedArray<byte>(2 * _buffer.Length)
            : _buffer;
        _buffer.AsSpan(_start, held).CopyTo(target);
        _buffer = target;
        _start = 0;
        _end = held;
    }

    private static InvalidDataException Bad(string what) => new($"the NATS server sent {what}");
}
