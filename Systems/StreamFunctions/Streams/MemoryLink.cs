using System.Buffers;
using System.Buffers.Binary;
using Eval.Systems.Fifo;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>
/// The link in memory. A frame goes straight from its reader's buffer into the instance's channel where that takes it;
/// what does not fit waits in the bounded FIFO, in pooled memory. Until there is a channel the first frames are put
/// together in one piece, behind the opening, as far as any socket takes them.
/// </summary>
internal sealed class MemoryLink : IEventLink
{
    /// <summary>What an empty Unix socket takes at once, with room to spare.</summary>
    public const int MaximumFirstBytes = 128 * 1024;

    private readonly BoundedFifo<PooledBytes> _waiting;
    private readonly bool _dropsOldest;
    private byte[]? _first;
    private int _firstBytes;
    private int _firstSent;
    private int _firstCounted = Wire.Preamble.Length;
    private PooledBytes _leaving;
    private int _leavingSent;
    private IByteChannel? _channel;
    private bool _isBroken;
    private LinkCounts _counts;

    /// <summary>An empty link, but for preamble and opening.</summary>
    public MemoryLink(BufferPolicy policy, ReadOnlySpan<byte> opening)
    {
        _waiting = new BoundedFifo<PooledBytes>(policy.Events, policy.Bytes);
        _dropsOldest = policy.Overflow == Overflow.DropOldest;
        _first = ArrayPool<byte>.Shared.Rent(MaximumFirstBytes);
        Append(Wire.Preamble);
        Append(opening);
    }

    /// <inheritdoc />
    public ReadOnlySpan<byte> First => _first.AsSpan(0, _firstBytes);

    /// <inheritdoc />
    public bool HasPending => _first is not null || _leaving.Length > 0 || _waiting.Count > 0;

    /// <inheritdoc />
    public bool AwaitsChannel => !_isBroken && _channel is not null && HasPending;

    /// <inheritdoc />
    public bool IsDrained { get; private set; }

    /// <inheritdoc />
    public LinkCounts Counts => _counts;

    /// <inheritdoc />
    public string? Lost => null;

    /// <inheritdoc />
    public int Descriptor => -1;

    /// <inheritdoc />
    public Readiness Wanted => Readiness.None;

    /// <inheritdoc />
    public void Attach(IByteChannel channel, int firstSent)
    {
        _channel = channel;
        FirstWent(firstSent);
        Flush();
    }

    /// <inheritdoc />
    public bool Offer(ReadOnlySpan<byte> frame)
    {
        if (_isBroken)
        {
            return false;
        }

        if (_channel is null && _waiting.Count == 0 && _firstBytes + frame.Length <= MaximumFirstBytes)
        {
            Append(frame);
        }
        else if (_channel is null || HasPending)
        {
            if (!Enqueue(frame))
            {
                return false;
            }
        }
        else
        {
            SendNow(frame);
        }

        if (TypeOf(frame) == FrameType.Event)
        {
            _counts.Offered++;
            _counts.Bytes += frame.Length;
        }

        return true;
    }

    /// <inheritdoc />
    public void Flush()
    {
        while (AwaitsChannel)
        {
            if (_first is not null)
            {
                if (Send(First[_firstSent..]) is var sent and > 0)
                {
                    FirstWent(sent);
                }

                if (_first is not null)
                {
                    return;
                }
            }
            else if (!FlushWaiting())
            {
                return;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ReturnFirst();
        ReturnLeaving();
        while (_waiting.TryTake(out var piece))
        {
            piece.Return();
        }
    }

    private static FrameType TypeOf(ReadOnlySpan<byte> frame) => (FrameType)frame[Wire.PrefixBytes - 1];

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_first.AsSpan(_firstBytes));
        _firstBytes += bytes.Length;
    }

    private bool Enqueue(ReadOnlySpan<byte> frame)
    {
        // The end of stream waits for room like everything else: it must not cost an event.
        while (_dropsOldest && TypeOf(frame) == FrameType.Event && _waiting.TryDropFor(frame.Length, out var oldest))
        {
            oldest.Return();
            _counts.Dropped++;
        }

        return _waiting.HasRoom(frame.Length) && _waiting.TryAdd(PooledBytes.Of(frame), frame.Length);
    }

    private void SendNow(ReadOnlySpan<byte> frame)
    {
        var sent = Send(frame);
        if (sent == frame.Length)
        {
            Handed(frame);
        }
        else
        {
            _leaving = PooledBytes.Of(frame);
            _leavingSent = sent;
        }
    }

    /// <summary>Sends of the oldest waiting frame what the channel takes; true once it is gone.</summary>
    private bool FlushWaiting()
    {
        if (_leaving.Length == 0)
        {
            _waiting.TryTake(out _leaving);
            _leavingSent = 0;
        }

        _leavingSent += Send(_leaving.From(_leavingSent));
        if (_leavingSent < _leaving.Length)
        {
            return false;
        }

        Handed(_leaving.From(0));
        ReturnLeaving();
        return true;
    }

    private int Send(ReadOnlySpan<byte> bytes)
    {
        var sent = _channel!.Send(bytes);
        _isBroken |= sent == IByteChannel.Broken;
        return Math.Max(0, sent);
    }

    private void Handed(ReadOnlySpan<byte> frame)
    {
        _counts.Handed += TypeOf(frame) == FrameType.Event ? 1 : 0;
        IsDrained |= TypeOf(frame) == FrameType.End;
    }

    /// <summary>That many more of the first bytes are in the channel: counts the frames among them.</summary>
    private void FirstWent(int count)
    {
        _firstSent += count;
        while (_firstCounted < _firstSent)
        {
            var rest = First[_firstCounted..];
            var whole = Wire.PrefixBytes + BinaryPrimitives.ReadInt32LittleEndian(rest);
            if (_firstCounted + whole > _firstSent)
            {
                return;
            }

            Handed(rest);
            _firstCounted += whole;
        }

        if (_firstSent == _firstBytes)
        {
            ReturnFirst();
        }
    }

    private void ReturnFirst()
    {
        if (_first is not null)
        {
            ArrayPool<byte>.Shared.Return(_first);
            _first = null;
        }
    }

    private void ReturnLeaving()
    {
        if (_leaving.Length > 0)
        {
            _leaving.Return();
            _leaving = default;
        }
    }
}
