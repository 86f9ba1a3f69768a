using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>
/// The whole life of one stream as a machine without threads: its instances are started while events already wait,
/// frames are relayed, the producer closes, everything is drained, released and reported. It reads no clock and waits
/// for nothing: <see cref="Step"/> does all that can be done now, and says what to wait for. A driver waits: with
/// poll(2) (<see cref="StreamDriver"/>), or in virtual time in the tests.
/// </summary>
internal sealed class StreamCore : IDisposable
{
    private readonly StreamPlan _plan;
    private readonly IStreamInstances _instances;
    private readonly IStreamSurroundings _surroundings;
    private readonly IByteChannel _producer;
    private readonly Intake _intake;
    private readonly ProducerSink _toProducer;
    private readonly IFrameSink _outputs;
    private readonly Stage[] _stages;
    private readonly StreamLifecycle _lifecycle = new();
    private readonly FrameBuilder _frames = new();
    private readonly Relaying _relaying;
    private readonly Releasing _releasing;
    private readonly long _wallClockDeadlineNs;
    private Phase _phase;
    private StreamEnd? _end;
    private bool _wasAccepted;
    private byte[]? _unsentReport;
    private long _reportDeadlineNs;

    /// <summary>A stream whose opening was read.</summary>
    /// <param name="plan">What it goes by.</param>
    /// <param name="producer">The producer's connection; belongs to the caller.</param>
    /// <param name="fromProducer">Its reader, in which events may be already.</param>
    /// <param name="instances">Where its instances come from.</param>
    /// <param name="surroundings">Its control plane.</param>
    /// <param name="nowNs">The time, as of <see cref="Step"/>.</param>
    public StreamCore(
        StreamPlan plan, IByteChannel producer, FrameReader fromProducer, IStreamInstances instances,
        IStreamSurroundings surroundings, long nowNs)
    {
        _plan = plan;
        _producer = producer;
        _instances = instances;
        _surroundings = surroundings;
        fromProducer.MaximumPayload = plan.MaximumPayload;
        _intake = new Intake(producer, fromProducer, plan.Deadlines);
        _intake.Start(nowNs);
        _wallClockDeadlineNs = nowNs + Nanoseconds(plan.Deadlines.WallClock);
        _toProducer = new ProducerSink(producer);
        _outputs = plan.Outputs?.Invoke() ?? _toProducer;
        _stages = new Stage[plan.Stages];
        try
        {
            for (var i = 0; i < _stages.Length; i++)
            {
                _stages[i] = new Stage(i, plan.Link(i), ReaderOf(plan, i), Nanoseconds(plan.Deadlines.PerEvent));
            }
        }
        catch
        {
            // Nobody has this object yet who could.
            Array.ForEach(_stages, stage => stage?.Link.Dispose());
            _outputs.Dispose();
            throw;
        }

        _relaying = new Relaying(_intake, _stages, producer, _toProducer, _outputs, _lifecycle);
        _releasing = new Releasing(_stages, Nanoseconds(plan.Deadlines.End));
    }

    private enum Phase
    {
        Opening,
        Relaying,
        Releasing,
        Reporting,
        Over,
    }

    /// <summary>Where it is; may be read from any thread.</summary>
    public StreamState State => _lifecycle.State;

    /// <summary>What is reported; null before the end.</summary>
    public StreamSummary? Summary { get; private set; }

    /// <summary>Does all that can be done now. True once everything is over; else the set says what to wait for.
    /// </summary>
    /// <param name="waits">With what was found since the last step.</param>
    /// <param name="nowNs">The time, nanoseconds of a clock that never goes back.</param>
    public bool Step(WaitSet waits, long nowNs)
    {
        if (_phase == Phase.Opening)
        {
            Open(nowNs);
        }

        if (_phase == Phase.Relaying)
        {
            Relay(waits, nowNs);
        }

        if (_phase == Phase.Releasing && _releasing.Step(nowNs))
        {
            Finish(nowNs);
        }

        if (_phase == Phase.Reporting)
        {
            Report(nowNs);
        }

        waits.Clear();
        Ask(waits, nowNs);
        return _phase == Phase.Over;
    }

    /// <summary>Frees buffers and channels; a box that still lives is killed.</summary>
    public void Dispose()
    {
        foreach (var stage in _stages)
        {
            if (!stage.IsReleased)
            {
                stage.Instance?.Box.Kill();
            }

            stage.Link.Dispose();
            stage.Instance?.Dispose();
        }

        _outputs.Dispose();
        _toProducer.Dispose();
    }

    /// <summary>What the producer has sent is read first, so that it is in the first instance's channel before that
    /// runs. Every stage starts now.</summary>
    private void Open(long nowNs)
    {
        try
        {
            _intake.Read();
            _intake.PassTo(_stages[0].Link, nowNs);
            foreach (var stage in _stages)
            {
                Start(stage, nowNs);
            }

            Greet();
            _phase = Phase.Relaying;
        }
        catch (ProtocolException violation)
        {
            End(Violated(violation), nowNs);
        }
        catch (Exception failure) when (failure is SandboxException or IOException)
        {
            End(StreamEnd.Failed(EndCode.StartFailed, $"no instance: {failure.Message}"), nowNs);
        }
    }

    private void Start(Stage stage, long nowNs)
    {
        var instance = _instances.Acquire(stage.Index, stage.Link.First);
        stage.Instance = instance;
        stage.StartDeadlineNs = nowNs + Nanoseconds(_plan.Deadlines.Start);
        if (_lifecycle.State == StreamState.Opened)
        {
            _lifecycle.Enter(StreamState.Starting);
        }

        _surroundings.Started(Summing.Instance(_plan, stage, _lifecycle.State), instance.Box, _lifecycle);
        if (instance.Channel is { } channel)
        {
            stage.Link.Attach(channel, instance.FirstSent);
        }
    }

    private void Greet()
    {
        _toProducer.Offer(_frames.Clear().Preamble().Control(FrameType.Accepted, []).Written);
        _wasAccepted = true;
        _surroundings.Accepted();
    }

    private void Relay(WaitSet waits, long nowNs)
    {
        try
        {
            var end = _relaying.Step(waits, nowNs);
            if (end is null && _relaying.BrokenOff is null && nowNs >= _wallClockDeadlineNs)
            {
                end = StreamEnd.Failed(EndCode.TooLong, "the stream took too long");
            }

            if (end is not null || _relaying.BrokenOff is not null)
            {
                End(end, nowNs);
            }
        }
        catch (ProtocolException violation)
        {
            End(Violated(violation), nowNs);
        }
    }

    /// <summary>Lets go of what ends by itself, and ends the rest.</summary>
    /// <param name="end">Null: an instance broke off, and its exit will tell why.</param>
    private void End(StreamEnd? end, long nowNs)
    {
        _end = end;
        _phase = Phase.Releasing;
        foreach (var stage in _stages)
        {
            if (stage.HasFinished || (end is null && stage == _relaying.BrokenOff))
            {
                stage.LetGo(nowNs);
            }
            else
            {
                stage.Kill(nowNs);
            }
        }
    }

    private void Finish(long nowNs)
    {
        var end = _end ?? BrokenOff(_relaying.BrokenOff!);
        if (end.Outcome == EndKind.Completed && _releasing.HadToKill)
        {
            end = StreamEnd.Failed(EndCode.EndTooLong, "the instance had finished, and did not end in time");
        }

        _lifecycle.Finish(end);
        foreach (var stage in _stages)
        {
            if (stage.Instance is { } instance)
            {
                _surroundings.Ended(instance.Identity.InstanceId);
            }
        }

        Summary = Summing.Stream(_plan, end, _intake, _stages, _surroundings.CpuSeconds) with
        {
            OutputsDropped = _outputs.Dropped,
        };
        _surroundings.Reporting(Summary);
        _frames.Clear();
        _unsentReport = (_wasAccepted ? _frames : _frames.Preamble())
            .Control(FrameType.Report, ReportBody.Of(Summary)).Written.ToArray();
        _reportDeadlineNs = nowNs + Nanoseconds(_plan.Deadlines.End);
        _phase = Phase.Reporting;
    }

    private StreamEnd BrokenOff(Stage stage)
    {
        if (_surroundings.IsEnding)
        {
            return StreamEnd.Cancelled(EndCode.ControlPlaneEnded, "the control plane ended");
        }

        var where = _stages.Length == 1 ? "" : $"stage {stage.Index}: ";
        var how = stage.Exit?.Describe() ?? "its end was not seen";
        var code = stage.Exit is { OutOfMemory: true } ? EndCode.OutOfMemory
            : _plan.BuffersInside && stage.Exit?.ExitCode == HostExit.BufferLost ? EndCode.BufferLost
            : stage.Greeting is null ? EndCode.StartFailed
            : EndCode.InstanceDied;
        return StreamEnd.Failed(code, $"{where}the instance broke off: {how}");
    }

    /// <summary>Sends the last frame, within the limit; a producer that is gone or takes nothing is left alone.
    /// </summary>
    private void Report(long nowNs)
    {
        _toProducer.Flush();
        if (_unsentReport is not null && _toProducer.Offer(_unsentReport))
        {
            _unsentReport = null;
        }

        var isSent = _unsentReport is null && !_toProducer.HasPending;
        if (isSent || _toProducer.IsBroken || nowNs >= _reportDeadlineNs)
        {
            _phase = Phase.Over;
        }
    }

    private void Ask(WaitSet waits, long nowNs)
    {
        switch (_phase)
        {
            case Phase.Relaying:
                waits.Until(_wallClockDeadlineNs);
                _relaying.Ask(waits, nowNs);
                break;
            case Phase.Releasing:
                _releasing.Ask(waits);
                break;
            case Phase.Reporting:
                waits.Until(_reportDeadlineNs);
                waits.Add(_producer.Descriptor, Connections.Readiness.Writable);
                break;
            default:
                break;
        }
    }

    private static FrameReader ReaderOf(StreamPlan plan, int stage) =>
        stage == 0 && plan.FromInstance is { } prepared ? prepared : new FrameReader(plan.MaximumPayload);

    private static StreamEnd Violated(ProtocolException violation) =>
        StreamEnd.Failed(EndCode.ProtocolViolation, $"protocol: {violation.Message}");

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
