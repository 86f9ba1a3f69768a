using System.Text;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// Moves one stream's frames both ways on one thread, until the stream ends. Each direction pushes back: the producer is
/// not read while the FIFO is full, the instance not while the producer takes no outputs.
/// </summary>
internal sealed class StreamRelay(
    StreamSocket producer, FrameReader fromProducer, StreamSocket instance, Uplink up, StreamLifecycle lifecycle)
{
    private readonly FrameReader _fromInstance = new(fromProducer.MaximumPayload);
    private Frame? _held;
    private ReadOnlyMemory<byte> _downRest;
    private bool _producerEnded;
    private bool _instanceDeaf;

    /// <summary>What the instance said of its start, once it has.</summary>
    public Greeting? Greeting { get; private set; }

    /// <summary>When the first event was there, MonotonicClock nanoseconds; 0: never.</summary>
    public long FirstEventNs { get; private set; }

    /// <summary>Puts the opening, and what else is there, into the instance's socket before the instance exists, so that
    /// it need not wait for this thread to be scheduled again. Gives the end where the producer is already gone.</summary>
    public StreamEnd? Begin(Frame opening)
    {
        up.Offer(Wire.Preamble);
        up.Offer(opening.Bytes.Span);
        return Up(Readiness.Readable);
    }

    /// <summary>Relays until the end. An instance that broke off gives null: its exit tells the reason.</summary>
    /// <param name="startDeadlineNs">Until when the instance has to be ready.</param>
    public StreamEnd? Run(long startDeadlineNs)
    {
        var (producerReady, instanceReady) = (Readiness.None, Readiness.None);
        while (true)
        {
            try
            {
                if (Up(producerReady) is { } upEnd)
                {
                    return upEnd;
                }

                var downEnd = Down(instanceReady, out var brokeOff);
                if (downEnd is not null || brokeOff)
                {
                    return downEnd;
                }
            }
            catch (ProtocolException violation)
            {
                return StreamEnd.Failed($"protocol: {violation.Message}");
            }

            var deadlineNs = Greeting is null ? startDeadlineNs : long.MaxValue;
            if (MonotonicClock.NowNs > deadlineNs)
            {
                return StreamEnd.Failed("the instance was not ready in time");
            }

            (producerReady, instanceReady) =
                Waiting.ForBoth(producer, WantedOfProducer, instance, WantedOfInstance, deadlineNs);
        }
    }

    private Readiness WantedOfProducer =>
        (!_producerEnded && _held is null ? Readiness.Readable : Readiness.None)
        | Readiness.PeerClosed
        | (_downRest.IsEmpty ? Readiness.None : Readiness.Writable);

    private Readiness WantedOfInstance =>
        (_downRest.IsEmpty ? Readiness.Readable : Readiness.None)
        | (up.HasPending && !_instanceDeaf ? Readiness.Writable : Readiness.None);

    /// <summary>Producer to instance. Gives the end where the producer left before its end of stream.</summary>
    private StreamEnd? Up(Readiness ready)
    {
        PassUp();
        if (!_producerEnded && _held is null && (ready & Readiness.Readable) != 0)
        {
            fromProducer.Arrived(Math.Max(0, ReceiveFromProducer()));
            PassUp();
        }

        const Readiness Gone = Readiness.PeerClosed | Readiness.HungUp | Readiness.Broken;
        return (ready & Gone) != 0 ? StreamEnd.Cancelled("the producer closed before the report") : null;
    }

    private int ReceiveFromProducer()
    {
        try
        {
            return producer.Receive(fromProducer.Space(), wait: false);
        }
        catch (IOException)
        {
            // The same poll tells that it is gone.
            return 0;
        }
    }

    /// <summary>Hands on every frame that is there, as far as the FIFO takes them.</summary>
    private void PassUp()
    {
        try
        {
            if (!_instanceDeaf)
            {
                up.Flush();
            }

            while (!_producerEnded && (_held is not null || TakeFromProducer()))
            {
                if (!_instanceDeaf && !up.Offer(_held!.Value.Bytes.Span))
                {
                    return;
                }

                _producerEnded = _held!.Value.Type == FrameType.End;
                _held = null;
            }
        }
        catch (IOException)
        {
            // It may have said why before it left, so the other direction is still read to its end.
            _instanceDeaf = true;
            _held = null;
        }

        if (_producerEnded && lifecycle.State == StreamState.Running)
        {
            lifecycle.Enter(StreamState.Draining);
        }
    }

    private bool TakeFromProducer()
    {
        if (!fromProducer.TryTake(out var frame))
        {
            return false;
        }

        if (frame.Type is not (FrameType.Event or FrameType.End))
        {
            throw new ProtocolException(ProtocolError.UnexpectedFrame, $"{frame.Type} from the producer");
        }

        FirstEventNs = FirstEventNs == 0 ? MonotonicClock.NowNs : FirstEventNs;
        _held = frame;
        return true;
    }

    /// <summary>Instance to producer. Gives the end where the instance said one, and whether it broke off.</summary>
    private StreamEnd? Down(Readiness ready, out bool brokeOff)
    {
        brokeOff = false;
        try
        {
            while (FlushDown())
            {
                if (_fromInstance.TryTake(out var frame))
                {
                    if (Handle(frame) is { } end)
                    {
                        return end;
                    }

                    continue;
                }

                var count = ready == Readiness.None ? StreamSocket.WouldBlock : ReceiveFromInstance();
                if (count <= 0)
                {
                    brokeOff = count == 0;
                    return null;
                }

                // One read a round, so that neither direction keeps the other waiting.
                _fromInstance.Arrived(count);
                ready = Readiness.None;
            }

            return null;
        }
        catch (IOException gone)
        {
            return StreamEnd.Cancelled($"the producer takes no outputs: {gone.Message}");
        }
    }

    private int ReceiveFromInstance()
    {
        try
        {
            return instance.Receive(_fromInstance.Space(), wait: false);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private StreamEnd? Handle(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Hello when Greeting is null:
                Greeting = Sdk.Protocol.Greeting.Read(frame);
                lifecycle.Enter(StreamState.Running);
                PassUp();
                return null;
            case FrameType.Output or FrameType.Trailer when Greeting is not null:
                _downRest = frame.Bytes;
                return null;
            case FrameType.Error:
                return StreamEnd.Failed($"the function failed: {Encoding.UTF8.GetString(frame.Body.Span)}");
            case FrameType.End when Greeting is not null:
                return lifecycle.State == StreamState.Draining
                    ? StreamEnd.Completed
                    : StreamEnd.Failed("the function ended before its input did");
            default:
                throw new ProtocolException(ProtocolError.UnexpectedFrame, $"{frame.Type} from the instance");
        }
    }

    /// <summary>Sends what the producer takes now; true once nothing is left.</summary>
    private bool FlushDown()
    {
        if (!_downRest.IsEmpty)
        {
            var sent = producer.Send(_downRest.Span, [], wait: false);
            _downRest = _downRest[Math.Max(0, sent)..];
        }

        return _downRest.IsEmpty;
    }
}
