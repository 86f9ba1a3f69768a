using System.Net;
using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Systems.StreamFunctions.Buffering;

/// <summary>
/// The link through a NATS server (paper, Section 4.2): a frame is published, comes back, and goes on to the instance.
/// The connect is issued when the link is made, so it goes on while the instance starts. A server pushes what it holds,
/// and drops a subscriber that does not read: so what comes back is always read, and waits here, in memory, where the
/// instance does not take it. The policy's bounds hold for both together, from publishing to the instance's channel.
/// Where the policy says so, an event that has nothing before it goes to the instance at once; the end never does.
/// </summary>
internal sealed class NatsLink : IEventLink
{
    /// <summary>The most bytes on their way through the server; a larger frame goes alone. More make no flow faster:
    /// what is under way no longer fits into the caches (frames of 57,600 bytes, each: 0.14 ms within this bound, and
    /// 0.21 ms without).</summary>
    private const long MaximumUnderWay = 256 * 1024;

    private readonly BufferPolicy _policy;
    private readonly NatsFifo _fifo;
    private readonly MemoryLink _behind;
    private readonly Queue<int> _sizes = new();
    private long _waitingBytes;
    private LinkCounts _counts;
    private bool _hasWhole;

    /// <summary>An empty link, whose connect is issued.</summary>
    /// <param name="server">The NATS server.</param>
    /// <param name="policy">The bounds.</param>
    /// <param name="opening">The opening's frame, which goes to the instance directly.</param>
    public NatsLink(IPEndPoint server, BufferPolicy policy, ReadOnlySpan<byte> opening)
    {
        _policy = policy;
        _fifo = new NatsFifo(server, NatsFifoLimits.Within(policy.Events, policy.Bytes), MonotonicClock.NowNs);

        // Bounded by this link, whose credits reach to the instance; the end of stream needs no credit.
        _behind = new MemoryLink(policy with { Events = policy.Events + 1, Bytes = long.MaxValue }, opening);
    }

    /// <inheritdoc />
    public ReadOnlySpan<byte> First => _behind.First;

    /// <inheritdoc />
    public bool HasPending => _fifo.Count > 0 || _behind.HasPending;

    /// <inheritdoc />
    public bool AwaitsChannel => _behind.AwaitsChannel;

    /// <inheritdoc />
    public bool IsDrained => _behind.IsDrained;

    /// <inheritdoc />
    public LinkCounts Counts => _counts with { Handed = _behind.Counts.Handed };

    /// <summary>Why the stream cannot go on; once all came back the server is no longer of interest.</summary>
    public string? Lost => _hasWhole ? null : _fifo.Failure;

    /// <inheritdoc />
    public int Descriptor => _hasWhole ? -1 : _fifo.Descriptor;

    /// <inheritdoc />
    public Readiness Wanted => _fifo.WantsToSend ? Readiness.Readable | Readiness.Writable : Readiness.Readable;

    /// <inheritdoc />
    public long DeadlineNs => _hasWhole ? long.MaxValue : _fifo.DeadlineNs;

    /// <inheritdoc />
    public void Attach(IByteChannel channel, int firstSent) => _behind.Attach(channel, firstSent);

    /// <inheritdoc />
    public bool Offer(ReadOnlySpan<byte> frame)
    {
        var isEvent = (FrameType)frame[Wire.PrefixBytes - 1] == FrameType.Event;
        if (isEvent && !HasRoom(frame.Length))
        {
            return false;
        }

        var isTaken = isEvent && PassesBy ? _behind.Offer(frame) : _fifo.TryAdd(frame, MonotonicClock.NowNs);
        if (!isTaken)
        {
            return false;
        }

        if (isEvent)
        {
            _counts.Offered++;
            _counts.Bytes += frame.Length;
            _sizes.Enqueue(frame.Length);
            _waitingBytes += frame.Length;
        }

        return true;
    }

    /// <inheritdoc />
    public void Flush()
    {
        if (!_hasWhole)
        {
            _fifo.Advance(MonotonicClock.NowNs);
            while (_fifo.TryTake(out var frame))
            {
                // Refused only by a link whose instance is gone, and of that the stream hears anyway.
                _behind.Offer(frame.Span);
                _hasWhole = (FrameType)frame.Span[Wire.PrefixBytes - 1] == FrameType.End;
            }

            if (_hasWhole)
            {
                _fifo.Dispose();
            }
        }

        _behind.Flush();
        GiveBack();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _fifo.Dispose();
        _behind.Dispose();
    }

    /// <summary>Whether the next event overtakes none if it goes to the instance at once.</summary>
    private bool PassesBy =>
        _policy.Takes == BufferTakes.WhatWaits && _fifo.Count == 0 && !_behind.HasPending && Lost is null;

    private bool HasRoom(int bytes)
    {
        GiveBack();
        return (_sizes.Count == 0 || (_sizes.Count < _policy.Events && _waitingBytes + bytes <= _policy.Bytes))
            && (_fifo.Count == 0 || _fifo.Bytes + bytes <= MaximumUnderWay);
    }

    /// <summary>The credits of what is in the instance's channel.</summary>
    private void GiveBack()
    {
        for (var waiting = _counts.Offered - _behind.Counts.Handed; _sizes.Count > waiting;)
        {
            _waitingBytes -= _sizes.Dequeue();
        }
    }
}
