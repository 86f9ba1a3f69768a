using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Tests.Benchmarks.Producing;

/// <summary>One of many streams of a generator that never waits for any of them.</summary>
/// <param name="opening">Its opening.</param>
/// <param name="number">Its place among the others.</param>
internal sealed class SwarmStream(Opening opening, int number)
{
    private FrameReader? _reader;
    private StreamSocket? _socket;

    /// <summary>Its place among the others.</summary>
    public int Number { get; } = number;

    /// <summary>The next event to send.</summary>
    public int NextEvent { get; set; }

    /// <summary>The sequence that the next output has to have.</summary>
    public long NextOutput { get; private set; }

    /// <summary>Outputs that did not come in order, or twice.</summary>
    public int OutOfOrder { get; private set; }

    /// <summary>Its report; null until it came.</summary>
    public StreamSummary? Summary { get; private set; }

    /// <summary>When the connection was made, and when its report came or it broke, MonotonicClock nanoseconds.
    /// </summary>
    public long ConnectedNs { get; private set; }

    /// <summary>When its report came, or it broke; 0 before.</summary>
    public long EndedNs { get; private set; }

    /// <summary>Why it broke without a report, or null.</summary>
    public string? Broken { get; private set; }

    /// <summary>Takes over its connection, a socket that never waits.</summary>
    public void Begin(StreamSocket socket, FrameBuilder frames)
    {
        _socket = socket;
        _reader = new FrameReader(opening.MaximumPayload);
        ConnectedNs = MonotonicClock.NowNs;
        Write(frames.Clear().Preamble().Open(opening).Written, []);
    }

    /// <summary>Sends its next event.</summary>
    public void Send(FrameBuilder frames, ReadOnlyMemory<byte> payload)
    {
        var item = new StreamEvent(NextEvent++, payload);
        Write(frames.Clear().EventHead(FrameType.Event, item).Written, payload.Span);
    }

    /// <summary>Sends its end.</summary>
    public void End(FrameBuilder frames) => Write(frames.Clear().Control(FrameType.End, []).Written, []);

    /// <summary>Takes what has arrived, and hands each output on; the socket is closed after the report.</summary>
    public void Receive(Action<SwarmStream, StreamEvent, long> returned)
    {
        try
        {
            var count = _socket!.Receive(_reader!.Space(), wait: false);
            if (count == 0)
            {
                Break("closed without a report");
                return;
            }

            _reader.Arrived(Math.Max(0, count));
            while (EndedNs == 0 && _reader.TryTake(out var frame))
            {
                Handle(frame, returned);
            }
        }
        catch (Exception failure) when (failure is IOException or ProtocolException)
        {
            Break(failure.Message);
        }
    }

    /// <summary>Gives up, as nothing more is waited for.</summary>
    public void Break(string reason)
    {
        Broken ??= reason;
        Close();
    }

    private void Handle(Frame frame, Action<SwarmStream, StreamEvent, long> returned)
    {
        if (frame.Type == FrameType.Output)
        {
            var output = EventFrame.Read(frame);
            OutOfOrder += output.Sequence == NextOutput ? 0 : 1;
            NextOutput = output.Sequence + 1;
            returned(this, output, MonotonicClock.NowNs);
        }
        else if (frame.Type == FrameType.Report)
        {
            Summary = StreamSummary.Read(frame.Body.Span);
            Close();
        }
    }

    /// <summary>What a stream sends fits into its socket; where it does not, the system stands still.</summary>
    private void Write(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        if (EndedNs != 0)
        {
            return;
        }

        try
        {
            if (_socket!.Send(head, body, wait: false) < head.Length + body.Length)
            {
                Break("the socket is full: the system does not take its events");
            }
        }
        catch (IOException)
        {
            // Its report may still be there to be read.
        }
    }

    private void Close()
    {
        if (EndedNs == 0)
        {
            EndedNs = MonotonicClock.NowNs;
            _socket?.Dispose();

            // Its buffer would outlive it, and there are tens of thousands of streams.
            _reader = null;
        }
    }
}
