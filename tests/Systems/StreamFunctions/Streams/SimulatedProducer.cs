using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>A producer in virtual time: sends its events at its own pace, and keeps what comes back.</summary>
internal sealed class SimulatedProducer
{
    private readonly SimulatedWorld _world;
    private readonly ProducerConduct _conduct;
    private readonly SimulatedActor _actor;
    private readonly Queue<byte[]> _frames = new();
    private readonly int _faultAt;
    private readonly long _paceNs;
    private bool _isReading;

    public SimulatedProducer(
        SimulatedWorld world, ProducerConduct conduct, int events, int largest, int capacity)
    {
        _world = world;
        _conduct = conduct;
        _faultAt = world.Random.Next(0, events + 1);
        _paceNs = world.Chance(30) ? 10_000 : world.Random.NextInt64(1_000, 30_000_000);
        Sending = new SimulatedPipe(capacity);
        var back = new SimulatedPipe(capacity);
        Channel = new SimulatedChannel(world, 1, Sending, back);
        _actor = new SimulatedActor(world, back, Sending);
        var builder = new FrameBuilder();
        for (var i = 0; i < events; i++)
        {
            var item = new StreamEvent(1000 + i, Payloads.Of(i, world.Random.Next(largest)));
            _frames.Enqueue([.. builder.Clear().EventHead(FrameType.Event, item).Written, .. item.Payload.Span]);
        }

        _frames.Enqueue(builder.Clear().Control(FrameType.End, []).Written.ToArray());
        back.Arrived = WakeReader;
        Send();
    }

    /// <summary>What it sends.</summary>
    public SimulatedPipe Sending { get; }

    /// <summary>The stream's end of its connection.</summary>
    public SimulatedChannel Channel { get; }

    /// <summary>Events that it has begun to send.</summary>
    public int Sent { get; private set; }

    /// <summary>Outputs that came back.</summary>
    public List<(long Sequence, int Mark)> Outputs { get; } = [];

    /// <summary>Stages whose trailer came.</summary>
    public List<int> Trailers { get; } = [];

    /// <summary>Reports that came.</summary>
    public List<StreamSummary> Reports { get; } = [];

    /// <summary>Whether it takes what is sent to it.</summary>
    public bool Listens { get; private set; } = true;

    private void Send()
    {
        _actor.Flush(_conduct == ProducerConduct.ByteByByte ? 1 : int.MaxValue);
        if (_actor.HasWritten && !Next())
        {
            return;
        }

        _world.After(_conduct == ProducerConduct.ByteByByte ? 300_000 : _paceNs, Send);
    }

    /// <summary>Takes the next frame in hand; false where nothing more is sent.</summary>
    private bool Next()
    {
        if (Sent == _faultAt && !GoOn())
        {
            return false;
        }

        if (!_frames.TryDequeue(out var frame))
        {
            if (_conduct == ProducerConduct.ClosesAfterItsEnd)
            {
                _actor.End();
            }

            return false;
        }

        Sent += _frames.Count > 0 ? 1 : 0;
        _actor.Write(frame);
        return true;
    }

    private bool GoOn()
    {
        switch (_conduct)
        {
            case ProducerConduct.FallsSilent:
                return false;
            case ProducerConduct.StopsWithinAFrame:
                _actor.Write(_frames.Peek().AsSpan(0, 3));
                _actor.Flush();
                return false;
            case ProducerConduct.Closes:
                _actor.End();
                return false;
            case ProducerConduct.Breaks:
                Listens = false;
                Channel.IsReset = true;
                return false;
            case ProducerConduct.TalksNonsense:
                _actor.Write("GET / HTTP/1.1\r\n\r\n"u8);
                _actor.Flush();
                return false;
            case ProducerConduct.NeverReads:
                Listens = false;
                return true;
            default:
                return true;
        }
    }

    private void WakeReader()
    {
        if (!_isReading)
        {
            _isReading = true;
            _world.Soon(Read);
        }
    }

    private void Read()
    {
        _isReading = false;
        if (!Listens || _actor.Read() == 0)
        {
            return;
        }

        while (_actor.Reader.TryTake(out var frame))
        {
            Keep(frame);
        }

        WakeReader();
    }

    private void Keep(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Output:
                var output = EventFrame.Read(frame);
                Outputs.Add((output.Sequence, Payloads.MarkOf(output)));
                break;
            case FrameType.Trailer:
                Trailers.Add(TrailerFrame.Read(frame).Stage);
                break;
            case FrameType.Report:
                Reports.Add(StreamSummary.Read(frame.Body.Span));
                break;
            default:
                break;
        }
    }
}
