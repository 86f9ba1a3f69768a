using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>
/// Moves one stream's frames until it ends. Each direction pushes back: the producer is not read while the first link
/// is full, an instance not while nobody takes its outputs. One read a round from each side, so that none keeps the
/// others waiting.
/// </summary>
internal sealed class Relaying(
    Intake intake, Stage[] stages, IByteChannel producer, ProducerSink toProducer, IFrameSink outputs,
    StreamLifecycle lifecycle)
{
    private const Readiness Gone = Readiness.PeerClosed | Readiness.HungUp | Readiness.Broken;
    private const Readiness Arriving = Readiness.Readable | Gone;

    private static readonly byte[] EndFrame = new FrameBuilder().Control(FrameType.End, []).Written.ToArray();

    private int _producerEntry = -1;

    /// <summary>The stage whose instance left without a word, once one has: its exit will tell the reason.</summary>
    public Stage? BrokenOff { get; private set; }

    /// <summary>Moves what can be moved; gives the end once there is one.</summary>
    /// <exception cref="ProtocolException">Somebody sent what is not the protocol.</exception>
    public StreamEnd? Step(WaitSet waits, long nowNs)
    {
        toProducer.Flush();
        outputs.Flush();
        foreach (var stage in stages)
        {
            if (Wake(stage, waits, nowNs) is { } overdue)
            {
                return overdue;
            }
        }

        var found = waits.Found(_producerEntry);
        if (intake.WantsMore && (found & Readiness.Readable) != 0)
        {
            intake.Read();
        }

        intake.PassTo(stages[0].Link, nowNs);
        if ((found & Gone) != 0)
        {
            return StreamEnd.Cancelled(EndCode.ProducerGone, "the producer closed before the report");
        }

        var end = MoveOutputs(waits, nowNs);
        return end is null && BrokenOff is null ? LostOrOverdue(nowNs) : end;
    }

    /// <summary>Says what to wait for.</summary>
    public void Ask(WaitSet waits, long nowNs)
    {
        _producerEntry = waits.Add(
            producer.Descriptor,
            Readiness.PeerClosed | When(intake.WantsMore, Readiness.Readable)
            | When(toProducer.HasPending, Readiness.Writable));
        waits.Until(intake.DeadlineNs);
        waits.IsLively = lifecycle.State is StreamState.Running or StreamState.Draining;
        AskFor(outputs, waits);
        foreach (var stage in stages)
        {
            Ask(stage, waits, nowNs);
        }
    }

    private static void Ask(Stage stage, WaitSet waits, long nowNs)
    {
        stage.ChannelEntry = -1;
        AskFor(stage.Link, waits);
        if (stage.HasFinished)
        {
            return;
        }

        if (stage.Greeting is null)
        {
            waits.Until(stage.StartDeadlineNs);
        }

        var instance = stage.Instance!;
        if (instance.Channel is not { } channel)
        {
            waits.Tasks.Add(instance.Box.Exited);
            stage.ChannelEntry = instance.Listener < 0 ? -1 : waits.Add(instance.Listener, Readiness.Readable);
            return;
        }

        if (stage.Greeting is not null)
        {
            stage.Watch.AfterSending(stage.Link, channel, nowNs);
            waits.Until(stage.Watch.DeadlineNs);
        }

        // One that is neither read nor written is left out, since poll(2) tells of a hang-up unasked, again and again.
        var wanted = When(stage.WantsMore, Readiness.Readable) | When(stage.Link.AwaitsChannel, Readiness.Writable);
        stage.ChannelEntry = wanted == Readiness.None ? -1 : waits.Add(channel.Descriptor, wanted);
    }

    private static void AskFor(IFrameSink sink, WaitSet waits)
    {
        if (sink.Descriptor >= 0)
        {
            waits.Add(sink.Descriptor, sink.Wanted);
            waits.Until(sink.DeadlineNs);
        }
    }

    private static Readiness When(bool condition, Readiness wanted) => condition ? wanted : Readiness.None;

    /// <summary>Attaches an instance that calls back, looks after one that is slow, and moves on what waits for it.
    /// </summary>
    private StreamEnd? Wake(Stage stage, WaitSet waits, long nowNs)
    {
        if (stage.HasFinished)
        {
            return null;
        }

        var instance = stage.Instance!;
        if (instance.Channel is null)
        {
            Attach(stage, waits);
        }
        else if (stage.Holds)
        {
            stage.Watch.SignOfLife(nowNs);
        }
        else if (stage.Greeting is not null && stage.Watch.IsOverdue(stage.Link, instance.Channel, nowNs))
        {
            return stage.Link.Descriptor >= 0 && instance.Channel.Untaken == 0
                ? StreamEnd.Failed(EndCode.BufferLost, "events did not come out of their buffer in time")
                : StreamEnd.Failed(EndCode.EventTooLong, In(stage) + "an event was not taken in time");
        }

        stage.Link.Flush();
        return null;
    }

    private void Attach(Stage stage, WaitSet waits)
    {
        var instance = stage.Instance!;
        try
        {
            if ((waits.Found(stage.ChannelEntry) & Readiness.Readable) != 0)
            {
                instance.Connect();
                stage.Link.Attach(instance.Channel!, firstSent: 0);
            }
            else if (instance.Box.Exited.IsCompleted)
            {
                BrokenOff ??= stage;
            }
        }
        catch (IOException)
        {
            BrokenOff ??= stage;
        }

        // What was found was the listener's, not the channel's.
        stage.ChannelEntry = -1;
    }

    private StreamEnd? MoveOutputs(WaitSet waits, long nowNs)
    {
        stages[0].HasWholeInput = intake.HasEnded;
        foreach (var stage in stages)
        {
            if (stage.OwesEnd && stage.Link.Offer(EndFrame))
            {
                stage.OwesEnd = false;
                stage.HasWholeInput = true;
            }

            var canRead = (waits.Found(stage.ChannelEntry) & Arriving) != 0;
            if (stage.Instance!.Channel is { } channel && Move(stage, channel, canRead, nowNs) is { } end)
            {
                return end;
            }
        }

        if (lifecycle.State == StreamState.Running && intake.HasEnded)
        {
            lifecycle.Enter(StreamState.Draining);
        }

        return stages[^1].HasFinished && !toProducer.HasPending && !outputs.HasPending ? StreamEnd.Completed : null;
    }

    /// <summary>Handles what is there of an instance, and what one read more gives.</summary>
    private StreamEnd? Move(Stage stage, IByteChannel channel, bool canRead, long nowNs)
    {
        while (!stage.HasFinished)
        {
            if (stage.Holds)
            {
                if (!Deliver(stage))
                {
                    return null;
                }
            }
            else if (stage.FromInstance.TryTake(out var frame))
            {
                if (Take(stage, frame, nowNs) is { } end)
                {
                    return end;
                }
            }
            else if (!canRead)
            {
                return null;
            }
            else
            {
                canRead = false;
                Read(stage, channel, nowNs);
            }
        }

        return null;
    }

    private void Read(Stage stage, IByteChannel channel, long nowNs)
    {
        var count = channel.Receive(stage.FromInstance.Space());
        if (count is 0 or IByteChannel.Broken)
        {
            BrokenOff ??= stage;
        }
        else if (count > 0)
        {
            stage.FromInstance.Arrived(count);
            stage.Watch.SignOfLife(nowNs);
        }
    }

    /// <summary>Handles a frame of an instance; outputs and trailers are held, and are then delivered.</summary>
    private StreamEnd? Take(Stage stage, in Frame frame, long nowNs)
    {
        switch (frame.Type)
        {
            case FrameType.Hello when stage.Greeting is null:
                stage.Greeting = Greeting.Read(frame);
                stage.Watch.SignOfLife(nowNs);
                EnterRunning();
                return null;
            case FrameType.Output when stage.Greeting is not null:
                HoldOutput(stage, frame);
                return null;
            case FrameType.Trailer when stage.Greeting is not null:
                FramePatch.NameStage(frame, stage.Index);
                stage.Hold(frame);
                return null;
            case FrameType.Error:
                return Failed(stage, ErrorText.Read(frame));
            case FrameType.End when stage.Greeting is not null:
                return Finished(stage, nowNs);
            default:
                throw new ProtocolException(
                    ProtocolError.UnexpectedFrame, $"{In(stage)}{frame.Type} from the instance");
        }
    }

    /// <summary>A host that could not do to itself what it was told says so instead of hello: no user code ran.
    /// </summary>
    private StreamEnd Failed(Stage stage, string error) =>
        stage.Greeting is null && error.StartsWith(ErrorText.NotStarted, StringComparison.Ordinal)
            ? StreamEnd.Failed(EndCode.StartFailed, $"{In(stage)}the instance was {error}")
            : StreamEnd.Failed(EndCode.FunctionFailed, $"{In(stage)}the function failed: {error}");

    private void EnterRunning()
    {
        if (Array.TrueForAll(stages, stage => stage.Greeting is not null))
        {
            lifecycle.Enter(StreamState.Running);
        }
    }

    /// <summary>An output becomes the next stage's event, with that stage's next number; one of the last stage goes by
    /// the number of the producer's event that caused it.</summary>
    private void HoldOutput(Stage stage, in Frame frame)
    {
        FramePatch.Check(frame);
        stage.Outputs++;
        stage.OutputBytes += frame.Bytes.Length;
        stage.Hold(frame);
        if (stages.Length == 1)
        {
            return;
        }

        var origin = FramePatch.SequenceOf(frame);
        if (stage.Origins is { } origins && !origins.TryGet(origin, out origin))
        {
            throw new ProtocolException(
                ProtocolError.Malformed, $"{In(stage)}an output of an event that is not known (any more)");
        }

        if (stage == stages[^1])
        {
            FramePatch.Renumber(frame, FrameType.Output, origin);
            return;
        }

        var next = stages[stage.Index + 1].Origins!;
        FramePatch.Renumber(frame, FrameType.Event, next.Next);
        next.Add(origin);
    }

    private bool Deliver(Stage stage)
    {
        var sink = stage.Held.Type == FrameType.Trailer ? toProducer
            : stage == stages[^1] ? outputs
            : stages[stage.Index + 1].Link;
        stage.Holds = !sink.Offer(stage.Held.Bytes.Span);
        return !stage.Holds;
    }

    private StreamEnd? Finished(Stage stage, long nowNs)
    {
        // What lies in the instance's own buffers nobody can see from here.
        if (!stage.HasWholeInput || !stage.Link.IsDrained || stage.Instance!.Channel!.Untaken > 0)
        {
            return StreamEnd.Failed(
                EndCode.FunctionFailed, In(stage) + "the function ended before its input did");
        }

        stage.HasFinished = true;
        stage.LetGo(nowNs);
        if (stage != stages[^1])
        {
            stages[stage.Index + 1].OwesEnd = true;
        }

        return null;
    }

    private StreamEnd? LostOrOverdue(long nowNs)
    {
        if (toProducer.IsBroken)
        {
            return StreamEnd.Cancelled(EndCode.ProducerGone, "the producer takes no outputs");
        }

        if (outputs.Lost is { } outputsLost)
        {
            return StreamEnd.Failed(EndCode.BufferLost, outputsLost);
        }

        foreach (var stage in stages)
        {
            if (stage.Link.Lost is { } lost)
            {
                return StreamEnd.Failed(EndCode.BufferLost, lost);
            }

            if (stage.Greeting is null && nowNs >= stage.StartDeadlineNs)
            {
                return StreamEnd.Failed(EndCode.StartTooLong, In(stage) + "the instance was not ready in time");
            }
        }

        return intake.Overdue(nowNs);
    }

    private string In(Stage stage) => stages.Length == 1 ? "" : $"stage {stage.Index}: ";
}
