using System.Buffers.Binary;

namespace Eval.Systems.Sdk.Protocol;

/// <summary>
/// Finds frames in arriving bytes, in one reused buffer. A claimed length is never believed: the buffer grows only when
/// it is full of what has arrived, to at most twice that.
/// </summary>
/// <param name="maximumPayload">The largest payload of an event, bytes.</param>
public sealed class FrameReader(int maximumPayload = Wire.DefaultMaximumPayload)
{
    /// <summary>The buffer's size at first.</summary>
    internal const int FirstBytes = 64 * 1024;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(FirstBytes);
    private int _start;
    private int _end;
    private bool _greeted;

    /// <summary>The largest payload of an event, bytes; changes when the opening names another.</summary>
    public int MaximumPayload { get; set; } = maximumPayload;

    /// <summary>Whether bytes of a frame (or of the preamble) wait for the rest of it.</summary>
    public bool IsInsideFrame => _end > _start || !_greeted;

    internal int BufferBytes => _buffer.Length;

    /// <summary>Has the memory of the buffer there before the first bytes; only while it is empty.</summary>
    internal void Touch() => _buffer.AsSpan().Clear();

    /// <summary>Room for arriving bytes, never empty; frames taken before are no longer valid.</summary>
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

    /// <summary>What has arrived and was not taken.</summary>
    internal ReadOnlySpan<byte> Rest => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Begins anew, for another connection, in the same buffer.</summary>
    /// <param name="greeted">Whether the preamble was read elsewhere.</param>
    internal void Reset(bool greeted = false)
    {
        (_start, _end, _greeted) = (0, 0, greeted);
        MaximumPayload = Wire.DefaultMaximumPayload;
        if (_buffer.Length > FirstBytes)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(FirstBytes);
        }
    }

    /// <summary>That many bytes have arrived in <see cref="Space"/>.</summary>
    public void Arrived(int count) => _end += count;

    /// <summary>Takes the next complete frame, if there is one.</summary>
    /// <exception cref="ProtocolException">The bytes are not the protocol, or claim too much.</exception>
    public bool TryTake(out Frame frame)
    {
        frame = default;
        if (!TakePreamble() || _end - _start < Wire.PrefixBytes)
        {
            return false;
        }

        var prefix = _buffer.AsSpan(_start, Wire.PrefixBytes);
        var type = (FrameType)prefix[4];
        var length = BinaryPrimitives.ReadUInt32LittleEndian(prefix);
        if (type is < FrameType.Open or > FrameType.Outcome)
        {
            throw new ProtocolException(ProtocolError.UnexpectedFrame, $"a frame of type {prefix[4]}");
        }

        var most = Wire.MaximumBody(type, MaximumPayload);
        if (length > most)
        {
            throw new ProtocolException(ProtocolError.Oversize, $"{type} claims {length} bytes; {most} are allowed");
        }

        var whole = Wire.PrefixBytes + (int)length;
        if (_end - _start < whole)
        {
            return false;
        }

        frame = new Frame(type, _buffer.AsMemory(_start, whole));
        _start += whole;
        return true;
    }

    private bool TakePreamble()
    {
        if (_greeted)
        {
            return true;
        }

        var expected = Wire.Preamble;
        var arrived = _buffer.AsSpan(_start, Math.Min(_end - _start, expected.Length));
        var magic = Math.Min(arrived.Length, 4);
        if (!arrived[..magic].SequenceEqual(expected[..magic]))
        {
            throw new ProtocolException(ProtocolError.NotThisProtocol, "the first bytes are not of this protocol");
        }

        if (!arrived.SequenceEqual(expected[..arrived.Length]))
        {
            throw new ProtocolException(
                ProtocolError.WrongVersion, $"version {arrived[4]} of the protocol; this is version {Wire.Version}");
        }

        _greeted = arrived.Length == expected.Length;
        _start += _greeted ? expected.Length : 0;
        return _greeted;
    }

    /// <summary>Moves the unfinished frame to the front; grows where it fills the whole buffer.</summary>
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
}
