using System.Runtime.CompilerServices;
using System.Text;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>The instance's side of the protocol, over the descriptor that it inherited.</summary>
internal sealed class InstanceConnection : IDisposable
{
    private const int InheritedDescriptor = 3;
    private const int MaximumErrorBytes = 4096;

    private readonly StreamSocket _socket;
    private readonly long _mainEnteredNs;
    private readonly FrameReader _reader = new();
    private readonly FrameBuilder _builder = new();
    private bool _saidHello;

    internal InstanceConnection(long mainEnteredNs)
        : this(new StreamSocket(InheritedDescriptor), mainEnteredNs)
    {
    }

    internal InstanceConnection(StreamSocket socket, long mainEnteredNs)
    {
        _socket = socket;
        _mainEnteredNs = mainEnteredNs;
    }

    /// <summary>Whether a failure was one of this connection, and not of the function.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Waits for the opening, and tells the control plane that this instance is ready.</summary>
    public StreamContext Open()
    {
        var opening = Opening.Read(Take());
        _reader.MaximumPayload = opening.MaximumPayload;
        var context = new StreamContext
        {
            StreamId = opening.StreamId,
            Parameters = new Dictionary<string, string>(opening.Parameters),
        };
        var greeting = new Greeting(Environment.ProcessId, _mainEnteredNs, MonotonicClock.NowNs);
        Write(_builder.Clear().Preamble().Hello(greeting).Written, []);
        _saidHello = true;
        return context;
    }

    /// <summary>The events of the stream; pulling the next one waits for it.</summary>
    public IEnumerable<StreamEvent> Inputs()
    {
        while (TryTakeEvent(out var item))
        {
            yield return item;
        }
    }

    /// <summary>The same as <see cref="Inputs"/>, complete at each pull.</summary>
    public async IAsyncEnumerable<StreamEvent> InputsAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (TryTakeEvent(out var item))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
            await Task.CompletedTask.ConfigureAwait(false);
        }
    }

    /// <summary>Sends one output.</summary>
    /// <exception cref="ProtocolException">It is larger than the opening allows.</exception>
    public void Send(in StreamEvent output)
    {
        if (output.Payload.Length > _reader.MaximumPayload)
        {
            throw new ProtocolException(
                ProtocolError.Oversize,
                $"an output of {output.Payload.Length} bytes; {_reader.MaximumPayload} are allowed");
        }

        Write(_builder.Clear().EventHead(FrameType.Output, output).Written, output.Payload.Span);
    }

    /// <summary>Sends the trailer and the end, and waits until the control plane lets go.</summary>
    public void Finish(ReadOnlySpan<byte> trailer)
    {
        for (var rest = trailer; !rest.IsEmpty;)
        {
            var part = rest[..Math.Min(rest.Length, TrailerFrame.MaximumBytes)];
            Write(_builder.Clear().Trailer(part).Written, []);
            rest = rest[part.Length..];
        }

        Write(_builder.Clear().Control(FrameType.End, []).Written, []);
        AwaitRelease();
    }

    /// <summary>Tells of the function's failure, as far as the connection still carries it.</summary>
    public void Fail(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var kept = bytes.AsSpan(0, Math.Min(bytes.Length, MaximumErrorBytes));
        try
        {
            _builder.Clear();
            if (!_saidHello)
            {
                _builder.Preamble();
            }

            Write(_builder.Control(FrameType.Error, kept).Written, []);
            AwaitRelease();
        }
        catch (IOException)
        {
            // Nobody is there to be told.
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>The control plane looks at this process before it lets it go, so it must not end on its own.</summary>
    private void AwaitRelease()
    {
        try
        {
            while (_socket.Receive(_reader.Space(), wait: true) > 0)
            {
                // Events that the function did not want.
            }
        }
        catch (IOException)
        {
            // It let go the hard way.
        }
    }

    private bool TryTakeEvent(out StreamEvent item)
    {
        var frame = Take();
        switch (frame.Type)
        {
            case FrameType.Event:
                item = EventFrame.Read(frame);
                return true;
            case FrameType.End:
                item = default;
                return false;
            default:
                IsBroken = true;
                throw new ProtocolException(ProtocolError.UnexpectedFrame, $"{frame.Type} where an event is due");
        }
    }

    private Frame Take()
    {
        Frame frame;
        while (!_reader.TryTake(out frame))
        {
            if (Receive() == 0)
            {
                IsBroken = true;
                throw new ProtocolException(ProtocolError.Truncated, "the stream broke off before its end");
            }
        }

        return frame;
    }

    private int Receive()
    {
        try
        {
            var count = _socket.Receive(_reader.Space(), wait: true);
            _reader.Arrived(count);
            return count;
        }
        catch (IOException)
        {
            IsBroken = true;
            throw;
        }
    }

    private void Write(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        try
        {
            _socket.Send(head, body, wait: true);
        }
        catch (IOException)
        {
            IsBroken = true;
            throw;
        }
    }
}
