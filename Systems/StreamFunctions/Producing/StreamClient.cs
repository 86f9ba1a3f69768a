using Eval.Systems.Fifo;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Producing;

/// <summary>
/// A producer's side of one stream. It touches nothing outside the process before the first <see cref="Send"/>, which
/// connects; its two threads exist before that, parked. Sending never waits: what the socket does not take goes to an
/// outbox. Failures never throw; they end up in the summary.
/// </summary>
public sealed class StreamClient : IDisposable
{
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(2);

    private readonly Func<StreamSocket> _connect;
    private readonly Func<StreamSocket> _connectToAsk;
    private readonly Opening _opening;
    private readonly IStreamClientObserver _observer;
    private readonly BoundedFifo<Leaving> _outbox;
    private readonly List<Trailer> _trailers = [new Trailer(0)];
    private readonly FrameBuilder _frames = new();
    private readonly FrameBuilder _outboxFrames = new();
    private readonly ManualResetEventSlim _connected = new();
    private readonly TaskCompletionSource<StreamSummary> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Thread _reader;
    private readonly Thread _writer;
    private StreamSocket? _socket;
    private int _inOutbox;
    private volatile bool _isBroken;

    /// <summary>Allocates all that the stream needs, and parks its threads.</summary>
    /// <param name="socketPath">Where the control plane listens.</param>
    /// <param name="opening">The stream's first frame.</param>
    /// <param name="events">The most events that will be sent: the bound of the outbox.</param>
    /// <param name="observer">Told of each event that leaves and each output that returns.</param>
    /// <param name="doorPath">Where parked instances of the function accept by themselves; null: the stream goes to the
    /// control plane, which is always the one to be asked for a report that the connection could not carry.</param>
    public StreamClient(
        string socketPath, Opening opening, int events, IStreamClientObserver observer, string? doorPath = null)
        : this(() => UnixSocket.Connect(doorPath ?? socketPath), opening, events, observer) =>
        _connectToAsk = () => UnixSocket.Connect(socketPath);

    /// <summary>The same over connections that are made otherwise, as through a server's network door.</summary>
    /// <param name="connect">Called at the first event; throws IOException where nobody answers.</param>
    /// <param name="opening">The stream's first frame.</param>
    /// <param name="events">The most events that will be sent: the bound of the outbox.</param>
    /// <param name="observer">Told of each event that leaves and each output that returns.</param>
    public StreamClient(Func<StreamSocket> connect, Opening opening, int events, IStreamClientObserver observer)
    {
        _connect = _connectToAsk = connect;
        _opening = opening;
        _observer = observer;
        _outbox = new BoundedFifo<Leaving>(events + 1, long.MaxValue);
        _reader = new Thread(Read) { IsBackground = true, Name = "stream reader" };
        _writer = new Thread(WriteOutbox) { IsBackground = true, Name = "stream outbox" };
        _reader.Start();
        _writer.Start();
    }

    /// <summary>Completes with the control plane's report, or with what kept it away.</summary>
    public Task<StreamSummary> Ended => _ended.Task;

    /// <summary>Payload bytes of the events sent so far.</summary>
    public long BytesIn { get; private set; }

    /// <summary>Events sent so far.</summary>
    public long Events { get; private set; }

    /// <summary>Payload bytes of the outputs so far.</summary>
    public long BytesOut { get; private set; }

    /// <summary>The first stage's trailer; complete once <see cref="Ended"/> is.</summary>
    public Trailer Trailer => _trailers[0];

    /// <summary>The trailer of each stage that left one, the first stage's always.</summary>
    public IReadOnlyList<Trailer> Trailers => _trailers;

    /// <summary>Hands over one event; the first call connects. The payload has to stay valid until the end.</summary>
    public void Send(in StreamEvent item)
    {
        if (Events == 0)
        {
            Connect();
        }

        Events++;
        BytesIn += item.Payload.Length;
        Leave(new Leaving(FrameType.Event, item, 0));
        if (Events == 1)
        {
            _connected.Set();
        }
    }

    /// <summary>No more events will be sent.</summary>
    public void Complete()
    {
        Leave(new Leaving(FrameType.End, default, 0));
        _outbox.Close();
    }

    /// <summary>Ends the stream early: the control plane kills the instance, and still reports.</summary>
    public void Cancel()
    {
        _isBroken = true;
        _socket?.ShutdownSend();
    }

    /// <summary>Closes the connection, and waits until both threads have ended.</summary>
    public void Dispose()
    {
        _isBroken = true;
        _socket?.Shutdown();
        _connected.Set();
        _outbox.Close();
        _reader.Join();
        _writer.Join();
        _socket?.Dispose();
        _connected.Dispose();
    }

    private void Connect()
    {
        try
        {
            _socket = _connect();
        }
        catch (IOException failure)
        {
            _isBroken = true;
            _ended.TrySetResult(LocalEnd(EndKind.Failed, EndCode.Unreachable, failure.Message));
            return;
        }

        try
        {
            _socket.Send(_frames.Clear().Preamble().Open(_opening).Written, [], wait: false);
        }
        catch (IOException)
        {
            // Refused already: the report, which the reader still gets, says why.
            _isBroken = true;
        }
    }

    /// <summary>Straight into the socket while the outbox is empty; what does not fit, and all after it, through the
    /// outbox, so that order is kept.</summary>
    private void Leave(Leaving item)
    {
        if (_isBroken || _socket is null)
        {
            return;
        }

        if (Volatile.Read(ref _inOutbox) == 0)
        {
            var left = TryWrite(item, _frames, wait: false);
            if (left < 0)
            {
                return;
            }

            item = item with { AlreadySent = left };
        }

        Interlocked.Increment(ref _inOutbox);
        if (!_outbox.TryAdd(item, 0))
        {
            _isBroken = true;
            _ended.TrySetResult(LocalEnd(
                EndKind.Failed, EndCode.ProtocolViolation, "more events were sent than announced"));
        }
    }

    private void WriteOutbox()
    {
        while (_outbox.Take(out var item, CancellationToken.None))
        {
            if (!_isBroken)
            {
                TryWrite(item, _outboxFrames, wait: true);
            }

            Interlocked.Decrement(ref _inOutbox);
        }
    }

    /// <summary>Gives how much of the frame went before the socket was full, or −1 where nothing is left to send.
    /// </summary>
    private int TryWrite(Leaving item, FrameBuilder frames, bool wait)
    {
        var head = item.Type == FrameType.End
            ? frames.Clear().Control(FrameType.End, []).Written
            : frames.Clear().EventHead(FrameType.Event, item.Event).Written;
        var body = item.Event.Payload.Span;
        var whole = head.Length + body.Length;
        var sent = item.AlreadySent;
        var nowNs = MonotonicClock.NowNs;
        try
        {
            sent += Math.Max(0, _socket!.Send(
                head[Math.Min(sent, head.Length)..], body[Math.Max(0, sent - head.Length)..], wait));
        }
        catch (IOException)
        {
            // The control plane's report, which the reader still gets, says why.
            _isBroken = true;
            return -1;
        }

        if (item is { Type: FrameType.Event, AlreadySent: 0 } && sent > 0)
        {
            _observer.Sent(item.Event.Sequence, nowNs);
        }

        return sent == whole ? -1 : sent;
    }

    private void Read()
    {
        _connected.Wait();
        if (_socket is null)
        {
            _ended.TrySetResult(LocalEnd(EndKind.Cancelled, EndCode.ProducerGone, "never connected"));
            return;
        }

        StreamSummary end;
        try
        {
            end = ReadToReport(_socket);
        }
        catch (Exception failure) when (failure is IOException or ProtocolException or System.Text.Json.JsonException)
        {
            end = Outcome.Ask(_connectToAsk, _opening.StreamId, AskLimit) ?? LocalEnd(
                EndKind.Failed, EndCode.NoReport, $"no report from the control plane: {failure.Message}");
        }

        _ended.TrySetResult(end);
    }

    private StreamSummary ReadToReport(StreamSocket socket)
    {
        var reader = new FrameReader(_opening.MaximumPayload);
        while (true)
        {
            while (reader.TryTake(out var frame))
            {
                if (frame.Type == FrameType.Report)
                {
                    return StreamSummary.Read(frame.Body.Span);
                }

                Handle(frame);
            }

            var count = socket.Receive(reader.Space(), wait: true);
            if (count == 0)
            {
                throw new ProtocolException(ProtocolError.Truncated, "the connection was closed");
            }

            reader.Arrived(count);
        }
    }

    private void Handle(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Output:
                var nowNs = MonotonicClock.NowNs;
                var output = EventFrame.Read(frame);
                BytesOut += output.Payload.Length;
                _observer.Returned(output, nowNs);
                break;
            case FrameType.Trailer:
                AddTrailer(TrailerFrame.Read(frame));
                break;
            case FrameType.Accepted:
                break;
            default:
                throw new ProtocolException(ProtocolError.UnexpectedFrame, $"{frame.Type} from the control plane");
        }
    }

    private void AddTrailer(TrailerFrame part)
    {
        var trailer = _trailers.Find(trailer => trailer.Stage == part.Stage);
        if (trailer is null)
        {
            _trailers.Add(trailer = new Trailer(part.Stage));
        }

        trailer.Add(part.Bytes.Span);
    }

    private static StreamSummary LocalEnd(EndKind outcome, EndCode code, string reason) =>
        new() { Outcome = outcome, Code = code, Reason = reason };

    /// <summary>A frame on its way out.</summary>
    private readonly record struct Leaving(FrameType Type, StreamEvent Event, int AlreadySent);
}
