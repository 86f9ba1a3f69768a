using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Tests.Benchmarks.Linux;

namespace Eval.Tests.Benchmarks.Producing;

/// <summary>One stream of a producer, by blocking calls on one thread: nothing of a runtime stands between its clock
/// and the socket. All is allocated before the stream begins.</summary>
internal sealed class Producer : IDisposable
{
    private readonly FrameReader _reader = new();
    private readonly FrameBuilder _frames = new();
    private StreamSocket? _socket;

    /// <summary>Connects, and sends opening and first event in one call.</summary>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public void Begin(string socketPath, Opening opening, in StreamEvent first) =>
        Begin(UnixConnection.Connect(socketPath), opening, first);

    /// <summary>Takes over a connection, and sends opening and first event in one call.</summary>
    public void Begin(StreamSocket socket, Opening opening, in StreamEvent first)
    {
        _socket = socket;
        var head = _frames.Clear().Preamble().Open(opening).EventHead(FrameType.Event, first);
        _socket.Send(head.Written, first.Payload.Span, wait: true);
    }

    /// <summary>Takes over a connection to a floor, which knows of no opening.</summary>
    public void BeginFloor(StreamSocket socket, in StreamEvent first)
    {
        _socket = socket;
        _socket.Send(
            _frames.Clear().Preamble().EventHead(FrameType.Event, first).Written, first.Payload.Span, wait: true);
    }

    /// <summary>Sends one more event.</summary>
    public void Send(in StreamEvent item) =>
        _socket!.Send(_frames.Clear().EventHead(FrameType.Event, item).Written, item.Payload.Span, wait: true);

    /// <summary>Waits for the next output, which is valid until the next call.</summary>
    /// <exception cref="ProtocolException">The stream ended instead; the message says how.</exception>
    public StreamEvent Output()
    {
        while (true)
        {
            var frame = Take();
            switch (frame.Type)
            {
                case FrameType.Output or FrameType.Event:
                    return EventFrame.Read(frame);
                case FrameType.Report:
                    var end = StreamSummary.Read(frame.Body.Span);
                    throw new ProtocolException(
                        ProtocolError.UnexpectedFrame, $"{end.Outcome} instead of an output: {end.Reason}");
                default:
                    continue;
            }
        }
    }

    /// <summary>Sends the end, and waits for the report.</summary>
    /// <exception cref="ProtocolException">The stream did not complete.</exception>
    public StreamSummary End()
    {
        _socket!.Send(_frames.Clear().Control(FrameType.End, []).Written, [], wait: true);
        while (true)
        {
            var frame = Take();
            if (frame.Type == FrameType.Report)
            {
                var end = StreamSummary.Read(frame.Body.Span);
                return end.Outcome == EndKind.Completed
                    ? end
                    : throw new ProtocolException(ProtocolError.UnexpectedFrame, $"{end.Outcome}: {end.Reason}");
            }
        }
    }

    public void Dispose() => _socket?.Dispose();

    private Frame Take()
    {
        Frame frame;
        while (!_reader.TryTake(out frame))
        {
            var count = _socket!.Receive(_reader.Space(), wait: true);
            if (count <= 0)
            {
                throw new IOException(count == 0 ? "the connection was closed" : "no answer in time");
            }

            _reader.Arrived(count);
        }

        return frame;
    }
}
