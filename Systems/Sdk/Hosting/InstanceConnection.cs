using System.Text;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>
/// The instance's side of the protocol. Without a hand-over all goes over the control plane's connection; with one,
/// events and outputs go over the producer's own, and only hello and end over the control plane's.
/// </summary>
internal sealed class InstanceConnection : IDisposable
{
    private readonly StreamSocket _control;
    private readonly StreamInput _fromControl;
    private readonly StreamOutput _toControl;
    private readonly FrameReader _controlReader = new();
    private readonly FrameBuilder _builder = new();
    private readonly long _mainEnteredNs;
    private StreamSocket? _producer;
    private StreamInput _input;
    private StreamOutput _output;
    private bool _saidHello;
    private int _producerDescriptor = HostSocket.ProducerDescriptor;

    internal InstanceConnection(StreamSocket control, long mainEnteredNs)
    {
        _control = control;
        _mainEnteredNs = mainEnteredNs;
        _input = _fromControl = new StreamInput(control, _controlReader);
        _output = _toControl = new StreamOutput(control, Wire.DefaultMaximumPayload);
    }

    /// <summary>Whether a failure was one of a connection, and not of the function.</summary>
    public bool IsBroken =>
        _fromControl.IsBroken || _toControl.IsBroken || _input.IsBroken || _output.IsBroken;

    /// <summary>Cancelled when the stream ends early, where somebody else knows; null: the connections are watched.
    /// </summary>
    public CancellationToken? Cancellation { get; init; }

    /// <summary>The events of the stream.</summary>
    public StreamInput Input => _input;

    /// <summary>Where the function's outputs go.</summary>
    public StreamOutput Output => _output;

    /// <summary>Whether the producer is accepted here, at the inherited listener; never so in a rehearsal.</summary>
    public bool AcceptsItself { get; init; }

    /// <summary>Whether the control socket was made by connecting, so that nothing could be inherited beside it.
    /// </summary>
    public bool ConnectedItself { get; init; }

    /// <summary>Has what the first event needs there before it comes.</summary>
    public void Prepare() => _controlReader.Touch();

    /// <summary>Waits for the stream.</summary>
    public StreamContext Begin() => AcceptsItself ? Accept() : Open();

    /// <summary>Waits for the opening, and tells the control plane that this instance is ready.</summary>
    private StreamContext Open()
    {
        if (ConnectedItself)
        {
            ReceiveFirst();
        }

        var frame = _fromControl.Take();
        if (frame.Type == FrameType.Handed)
        {
            frame = TakeHanded(frame);
        }

        var opening = Opening.Read(frame);
        Limit(opening.MaximumPayload);
        SayHello(_builder.Clear().Preamble());
        return Context(opening);
    }

    /// <summary>Takes the first bytes, and the producer's connection where it comes with them.</summary>
    private void ReceiveFirst()
    {
        try
        {
            int count;
            do
            {
                count = DescriptorPassing.Receive(_control, _controlReader.Space(), wait: true, out var passed);
                _producerDescriptor = passed >= 0 ? passed : _producerDescriptor;
            }
            while (count == StreamSocket.WouldBlock);
            _controlReader.Arrived(count);
        }
        catch (IOException)
        {
            // A broken connection, as an end, is found again by whoever reads next.
        }
    }

    /// <summary>Waits for a producer at the inherited listener and for its opening, admits it, and sends the opening
    /// and the connection itself to the control plane. Whoever sends no opening is let go.</summary>
    /// <exception cref="NoProducerException">None came in the time that an instance waits there.</exception>
    private StreamContext Accept()
    {
        var reader = new FrameReader();
        var told = ProducerLimits.Told();
        var limitNs = HostSocket.AcceptLimitNs();
        var endNs = limitNs == 0 ? long.MaxValue : MonotonicClock.NowNs + limitNs;
        while (true)
        {
            var limits = ProducerLimits.ForOpening();
            reader.Reset();
            reader.Touch();
            var producer = HostSocket.Accept() ?? throw new NoProducerException();
            try
            {
                HostSocket.LimitWaits(producer, limits?.TickMs ?? 0);
                var opening = Opening.Read(new StreamInput(producer, reader, limits).Take());
                HostSocket.LimitWaits(producer, told?.TickMs ?? 0);
                UseProducer(producer, reader, told, opening.MaximumPayload);
                _output.Write(_builder.Clear().Preamble().Control(FrameType.Accepted, []).Written, []);
                _builder.Clear().Preamble().Open(opening);
                DescriptorPassing.Send(_control, Hello(_builder).Written, producer.Descriptor);
                _saidHello = true;
                return Context(opening);
            }
            catch (Exception stranger) when (
                stranger is IOException or ProtocolException or ProducerTooSlowException && !_saidHello)
            {
                producer.Dispose();
                if (MonotonicClock.NowNs >= endNs)
                {
                    throw new NoProducerException();
                }
            }
        }
    }

    /// <summary>Sends trailer and end, and waits until the control plane lets go.</summary>
    public void Finish(ReadOnlySpan<byte> trailer)
    {
        _output.SendTrailer(trailer);
        if (_producer is not null && !_input.EndsNow())
        {
            throw new InvalidOperationException("the function ended before its input did");
        }

        _toControl.Write(_builder.Clear().Control(FrameType.End, []).Written, []);
        AwaitRelease();
    }

    /// <summary>Tells of the function's failure, as far as the connection still carries it.</summary>
    public void Fail(string text)
    {
        var kept = ErrorText.Cut(Encoding.UTF8.GetBytes(text));
        try
        {
            _builder.Clear();
            if (!_saidHello)
            {
                _builder.Preamble();
            }

            _control.Send(_builder.Control(FrameType.Error, kept).Written, [], wait: true);
            AwaitRelease();
        }
        catch (IOException)
        {
            // Nobody is there to be told.
        }
    }

    /// <summary>Tells that the producer's own connection broke: of any other the control plane knows.</summary>
    public void TellBroken(string text)
    {
        if (_producer is not null && !_fromControl.IsBroken)
        {
            Fail(text);
        }
    }

    public void Dispose()
    {
        _producer?.Dispose();
        _control.Dispose();
    }

    /// <summary>The producer's bytes that the control plane had read already, up to the opening that ends them.
    /// </summary>
    private Frame TakeHanded(Frame first)
    {
        var reader = new FrameReader();
        reader.Reset(greeted: true);
        var frame = first;
        for (; frame.Type == FrameType.Handed; frame = _fromControl.Take())
        {
            for (var rest = frame.Body.Span; !rest.IsEmpty;)
            {
                var space = reader.Space();
                var part = rest[..Math.Min(rest.Length, space.Length)];
                part.CopyTo(space);
                reader.Arrived(part.Length);
                rest = rest[part.Length..];
            }
        }

        var producer = new StreamSocket(_producerDescriptor);
        var limits = ProducerLimits.Told();
        HostSocket.LimitWaits(producer, limits?.TickMs ?? 0);
        UseProducer(producer, reader, limits, Wire.DefaultMaximumPayload);
        return frame;
    }

    private void UseProducer(StreamSocket producer, FrameReader reader, ProducerLimits? limits, int maximumPayload)
    {
        reader.MaximumPayload = maximumPayload;
        _producer = producer;
        _input = new StreamInput(producer, reader, limits);
        _output = new StreamOutput(producer, maximumPayload);
    }

    private void Limit(int maximumPayload)
    {
        _input.MaximumPayload = maximumPayload;
        _output = new StreamOutput(_producer ?? _control, maximumPayload);
    }

    private void SayHello(FrameBuilder begun)
    {
        _toControl.Write(Hello(begun).Written, []);
        _saidHello = true;
    }

    private FrameBuilder Hello(FrameBuilder begun) =>
        begun.Hello(new Greeting(Environment.ProcessId, _mainEnteredNs, MonotonicClock.NowNs));

    private StreamContext Context(Opening opening) => new()
    {
        StreamId = opening.StreamId,
        Parameters = new Dictionary<string, string>(opening.Parameters),
        Watch = new Lazy<CancellationToken>(() => Cancellation ?? EarlyEnd.Watch(_control, _producer)),
    };

    /// <summary>The control plane looks at this process before it lets it go, so it must not end on its own.</summary>
    private void AwaitRelease()
    {
        try
        {
            while (_control.Receive(_controlReader.Space(), wait: true) > 0)
            {
                // Events that the function did not want.
            }
        }
        catch (IOException)
        {
            // It let go the hard way.
        }
    }
}
