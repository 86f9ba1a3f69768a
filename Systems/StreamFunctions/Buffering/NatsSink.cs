using System.Net;
using System.Text;
using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Systems.StreamFunctions.Buffering;

/// <summary>
/// Outputs to a NATS subject: the payload is the message, its stream, its sequence and its own headers are headers
/// (<see cref="OutputHeaders"/>). A PING follows what was published whenever none is under way, so the sink knows what
/// the server has handled; the stream completes once that is everything. A server that is full holds the stream back.
/// </summary>
internal sealed class NatsSink : IFrameSink
{
    /// <summary>The most bytes that wait for the connection; one larger output is let in when there are none.</summary>
    private const int MaximumWaiting = 1 << 20;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly NatsConnection _connection;
    private readonly byte[] _subject;
    private readonly OutputHeaders _headers;
    private bool _isAsking;
    private bool _owesQuestion;
    private long _sent;
    private long _progressNs = MonotonicClock.NowNs;
    private string? _failure;

    /// <summary>Issues the connect.</summary>
    /// <param name="server">The NATS server.</param>
    /// <param name="subject">A name of plain tokens (<see cref="NatsSubject.IsPublishable"/>).</param>
    /// <param name="streamId">Told in each message.</param>
    public NatsSink(IPEndPoint server, string subject, string streamId)
    {
        _connection = new NatsConnection(server);
        _subject = Encoding.ASCII.GetBytes(subject);
        _headers = new OutputHeaders(streamId);
    }

    /// <inheritdoc />
    public bool HasPending => _isAsking || _owesQuestion || _connection.OutgoingBytes > 0;

    /// <inheritdoc />
    public string? Lost => (_failure ?? _connection.Failure) is { } cause
        ? $"the NATS server of the outputs failed: {cause}"
        : null;

    /// <inheritdoc />
    public int Descriptor => _connection.Descriptor;

    /// <inheritdoc />
    public Readiness Wanted => _connection.WantsToSend ? Readiness.Readable | Readiness.Writable : Readiness.Readable;

    /// <inheritdoc />
    public long DeadlineNs => Lost is null && HasPending
        ? _progressNs + (Silence.Ticks * TimeSpan.NanosecondsPerTick)
        : long.MaxValue;

    /// <inheritdoc />
    public bool Offer(ReadOnlySpan<byte> frame)
    {
        if (Lost is not null || !HasRoom(frame.Length))
        {
            return false;
        }

        var payload = _headers.Split(frame, out var headers);
        var size = headers.Length + payload.Length;
        if (_connection.Server is { } server && size > server.MaximumPayload)
        {
            _failure = $"an output of {size} bytes with its headers, and it takes {server.MaximumPayload} at most";
            return false;
        }

        _progressNs = HasPending ? _progressNs : MonotonicClock.NowNs;
        _connection.Publish(_subject, headers, payload);
        _owesQuestion = true;
        Ask();
        _connection.Send();
        return true;
    }

    /// <inheritdoc />
    public void Flush()
    {
        var nowNs = MonotonicClock.NowNs;
        _connection.Send();
        var hasNews = _connection.Receive();
        var pongs = _connection.Pongs;
        while (_connection.TryTake(out _))
        {
            // Nothing is subscribed.
        }

        _isAsking &= _connection.Pongs == pongs;
        Ask();
        _connection.Send();
        if (hasNews || _connection.SentBytes > _sent)
        {
            _progressNs = nowNs;
            _sent = _connection.SentBytes;
        }
        else if (nowNs >= DeadlineNs)
        {
            _failure ??= $"it took nothing for {Silence.TotalSeconds:0.#} s";
        }
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private bool HasRoom(int bytes) =>
        _connection.OutgoingBytes == 0 || _connection.OutgoingBytes + bytes <= MaximumWaiting;

    private void Ask()
    {
        if (_owesQuestion && !_isAsking)
        {
            _connection.Ping();
            (_isAsking, _owesQuestion) = (true, false);
        }
    }
}
