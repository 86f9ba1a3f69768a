using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>The producer's frames, one at a time, and how long it may take for them. The clock stands while the stream
/// holds the producer back.</summary>
internal sealed class Intake(IByteChannel producer, FrameReader reader, StreamDeadlines deadlines)
{
    private readonly long _idleNs = deadlines.Idle.Ticks * TimeSpan.NanosecondsPerTick;
    private readonly long _midFrameNs = deadlines.MidFrame.Ticks * TimeSpan.NanosecondsPerTick;
    private Frame _held;
    private bool _holds;
    private bool _isInside;
    private long _sinceNs;

    /// <summary>Whether its end of stream was passed on.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether it is to be read.</summary>
    public bool WantsMore => !HasEnded && !_holds;

    /// <summary>Whole events that have arrived.</summary>
    public long Received { get; private set; }

    /// <summary>When the first frame was there; 0: never.</summary>
    public long FirstNs { get; private set; }

    /// <summary>When it has been silent, or within a frame, for too long.</summary>
    public long DeadlineNs => !WantsMore ? long.MaxValue : _sinceNs + (_isInside ? _midFrameNs : _idleNs);

    /// <summary>Starts the clock.</summary>
    public void Start(long nowNs) => _sinceNs = nowNs;

    /// <summary>Reads once what is there.</summary>
    public void Read()
    {
        // Whether it is gone is told by its readiness.
        reader.Arrived(Math.Max(0, producer.Receive(reader.Space())));
    }

    /// <summary>Hands on every frame that is there, as far as the link takes them.</summary>
    /// <exception cref="ProtocolException">It sent what is not the protocol.</exception>
    public void PassTo(IEventLink link, long nowNs)
    {
        while (!HasEnded && (_holds || Take(nowNs)) && link.Offer(_held.Bytes.Span))
        {
            HasEnded = _held.Type == FrameType.End;
            _holds = false;
        }

        if (_holds)
        {
            _sinceNs = nowNs;
        }
        else if (reader.IsInsideFrame != _isInside)
        {
            _isInside = !_isInside;
            _sinceNs = nowNs;
        }
    }

    /// <summary>The end of a producer that took too long, or null.</summary>
    public StreamEnd? Overdue(long nowNs)
    {
        if (nowNs < DeadlineNs)
        {
            return null;
        }

        return _isInside
            ? StreamEnd.Failed(EndCode.MidFrameTooLong, "the producer sent a part of a frame, and not the rest in time")
            : StreamEnd.Failed(EndCode.IdleTooLong, "the producer sent nothing for too long");
    }

    private bool Take(long nowNs)
    {
        if (!reader.TryTake(out _held))
        {
            return false;
        }

        _holds = true;
        _isInside = false;
        _sinceNs = nowNs;
        FirstNs = FirstNs == 0 ? nowNs : FirstNs;
        switch (_held.Type)
        {
            case FrameType.Event:
                FramePatch.Check(_held);
                Received++;
                return true;
            case FrameType.End:
                return true;
            default:
                throw new ProtocolException(ProtocolError.UnexpectedFrame, $"{_held.Type} from the producer");
        }
    }
}
