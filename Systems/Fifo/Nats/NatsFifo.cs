using System.Net;
using System.Text;

namespace Eval.Systems.Fifo.Nats;

/// <summary>
/// A FIFO that is a subject of a NATS server, over a connection of its own: each frame of PROTOCOL.md is one message,
/// as it is, and comes back over the same connection. It is bounded by credits: what is published and has not come
/// back.
/// Nothing waits; its user polls, calls <see cref="Advance"/>, and then takes all there is, always: a server drops a
/// subscriber that does not read. Core NATS keeps nothing, so what is in it when it dies is lost, and every frame is
/// checked against what was sent: lost, doubled or reordered frames end it, as does silence.
/// </summary>
public sealed class NatsFifo : IDisposable
{
    private readonly NatsFifoLimits _limits;
    private readonly NatsConnection _connection;
    private readonly byte[] _subject;
    private readonly Queue<FrameTicket> _due = new();
    private long _progressNs;
    private string? _failure;

    /// <summary>Issues the connect, and subscribes a subject that nobody else can know.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="limits">Its bounds.</param>
    /// <param name="nowNs">Now, MonotonicClock nanoseconds.</param>
    /// <param name="token">The server's token, or null.</param>
    public NatsFifo(IPEndPoint server, NatsFifoLimits limits, long nowNs, string? token = null)
    {
        _limits = limits;
        _progressNs = nowNs;
        _subject = Encoding.ASCII.GetBytes(NatsSubject.NewBuffer());
        _connection = new NatsConnection(server, token);
        _connection.Subscribe(_subject);
    }

    /// <summary>How many frames are in it.</summary>
    public int Count => _due.Count;

    /// <summary>How many bytes they are.</summary>
    public long Bytes { get; private set; }

    /// <summary>For polling: always for what arrives, and for room where <see cref="WantsToSend"/>; −1: none.</summary>
    public int Descriptor => _connection.Descriptor;

    /// <summary>Whether bytes wait for room in the socket.</summary>
    public bool WantsToSend => _connection.WantsToSend;

    /// <summary>Whether the server has accepted the connection.</summary>
    public bool IsReady => _connection.Server is not null;

    /// <summary>Why it has ended, and what that means; null while it works.</summary>
    public string? Failure => (_failure ?? _connection.Failure) is { } cause
        ? $"the NATS buffer failed: {cause}; {Count} events were in it, and core NATS keeps nothing"
        : null;

    /// <summary>When <see cref="Advance"/> is due even if nothing arrives, MonotonicClock nanoseconds.</summary>
    public long DeadlineNs => Failure is not null || (IsReady && Count == 0)
        ? long.MaxValue
        : _progressNs + (long)(IsReady ? _limits.Silence : _limits.Connect).TotalNanoseconds;

    /// <summary>Whether a frame of that size would be taken now.</summary>
    public bool HasRoom(int bytes) =>
        Count == 0 || (Count < _limits.Events && Bytes + bytes <= _limits.Bytes);

    /// <summary>Publishes a frame; false where there is no room for it, or the FIFO has failed.</summary>
    public bool TryAdd(ReadOnlySpan<byte> frame, long nowNs)
    {
        if (_connection.Server is { } server && frame.Length > server.MaximumPayload)
        {
            _failure ??= $"a frame of {frame.Length} bytes, and its server takes {server.MaximumPayload} at most";
        }

        if (Failure is not null || !HasRoom(frame.Length))
        {
            return false;
        }

        _progressNs = Count == 0 && IsReady ? nowNs : _progressNs;
        _due.Enqueue(FrameTicket.Of(frame));
        Bytes += frame.Length;
        _connection.Publish(_subject, frame);
        _connection.Send();
        return true;
    }

    /// <summary>Sends and receives what can be now, and looks at the time.</summary>
    public void Advance(long nowNs)
    {
        _connection.Send();
        if (_connection.Receive())
        {
            _progressNs = nowNs;
        }
        else if (nowNs >= DeadlineNs)
        {
            _failure ??= IsReady
                ? $"the server sent nothing for {_limits.Silence.TotalSeconds:0.#} s"
                : $"the server did not answer within {_limits.Connect.TotalSeconds:0.#} s";
        }
    }

    /// <summary>Takes the first frame that has come back; it is valid until <see cref="Advance"/>.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> frame)
    {
        if (_failure is not null || !_connection.TryTake(out frame))
        {
            frame = default;
            return false;
        }

        var came = FrameTicket.Of(frame.Span);
        if (!_due.TryPeek(out var due) || came != due)
        {
            _failure = $"{came} came where {(Count == 0 ? "nothing" : due.ToString())} was due";
            return false;
        }

        _due.Dequeue();
        Bytes -= due.Length;
        return true;
    }

    /// <summary>Closes the connection; the server forgets the subject.</summary>
    public void Dispose() => _connection.Dispose();
}
