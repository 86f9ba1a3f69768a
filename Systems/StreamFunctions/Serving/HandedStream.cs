using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// A stream whose producer's connection the instance holds itself. This thread sees no event: it waits for the
/// instance's word, the producer's leaving and the deadlines. The report goes out on the control plane's own copy of
/// the connection, unless the instance was cut short: a frame may be cut then, so the connection just closes, and the
/// producer asks for its outcome.
/// </summary>
internal sealed class HandedStream(ServerState server, StreamRequest request)
{
    private const Readiness Left = Readiness.PeerClosed | Readiness.HungUp | Readiness.Broken;

    private FrameReader _fromInstance = null!;
    private byte[] _first = [];
    private readonly double _cpuBefore = ThreadCpu.Seconds;
    private Greeting? _greeting;
    private string? _error;
    private bool _hadToKill;

    private static StreamEnd Gone =>
        StreamEnd.Cancelled(EndCode.ProducerGone, "the producer closed before the report");

    private StreamLifecycle Lifecycle => request.Stream.Lifecycle;

    /// <summary>Whether the producer's connection can still carry a report.</summary>
    public bool EndsBetweenFrames { get; private set; }

    /// <summary>Starts an instance with the connection, and serves the stream to its end.</summary>
    /// <returns>The report.</returns>
    /// <exception cref="SandboxException">No start could be issued.</exception>
    public StreamSummary Serve()
    {
        Reply.Accept(request);
        var first = First();
        var stage = request.Function.Deployment.Stages[0];
        var lease = request.Function.Handing!.Hand(
            stage, server.Registry.NewInstanceId(request.Opening.StreamId), first, request.Client);
        try
        {
            // The rest of what was read; the instance takes it while it starts.
            lease.Channel?.Send(first.AsSpan(lease.FirstSent), [], wait: true);
        }
        catch (IOException)
        {
            // It is gone: its exit says why.
        }

        _first = first;
        return Attend(lease);
    }

    /// <summary>Serves a stream that an instance has, to its end.</summary>
    /// <param name="lease">The instance; belongs to this call.</param>
    /// <param name="greeting">Its greeting, where that was read already, by the request's reader; the instance may have
    /// said more.</param>
    /// <returns>The report.</returns>
    public StreamSummary Attend(InstanceLease lease, Greeting? greeting = null)
    {
        _greeting = greeting;
        _fromInstance = greeting is null ? new FrameReader() : request.Reader;
        using (lease)
        {
            var instance = new InstanceSummary(
                lease.InstanceId, request.Opening.StreamId, StreamState.Starting, lease.Instance.ProcessId ?? 0,
                Environment.ProcessId, lease.Instance.StartIssuedNs, lease.Executable)
            {
                WasParked = lease.WasParked,
            };
            Lifecycle.Enter(StreamState.Starting);
            server.Registry.Add(instance, lease.Instance, Lifecycle);
            var end = Watch(lease);
            EndsBetweenFrames = _error is not null || end is { Outcome: EndKind.Completed };
            var exit = Release(lease, endsByItself: end is null || EndsBetweenFrames);
            server.Registry.Remove(lease.InstanceId);
            var final = Judge(end, exit);
            Lifecycle.Finish(final);
            return new EndedStream
            {
                End = final,
                AdmittedNs = request.Stream.AdmittedNs,
                Greeting = _greeting,
                Instance = instance with { ProcessId = lease.Instance.ProcessId ?? instance.ProcessId },
                Box = lease.Instance,
                Exit = exit,
                ControlCpuSeconds = ThreadCpu.Seconds - _cpuBefore,
            }.Summary();
        }
    }

    /// <summary>Preamble, what the producer has sent beyond its opening, and the opening, which ends that.</summary>
    private byte[] First()
    {
        var frames = new FrameBuilder().Preamble();
        var rest = request.Reader.Rest;
        do
        {
            var part = rest[..Math.Min(rest.Length, Wire.MaximumControlBytes)];
            frames.Control(FrameType.Handed, part);
            rest = rest[part.Length..];
        }
        while (!rest.IsEmpty);
        return [.. frames.Written, .. request.OpeningFrame.Bytes.Span];
    }

    /// <summary>Waits for the end. Null: the instance broke off, and its exit tells the reason.</summary>
    private StreamEnd? Watch(InstanceLease lease)
    {
        var deadlines = request.Function.Deployment.Deadlines;
        var startNs = MonotonicClock.NowNs + (long)deadlines.Start.TotalNanoseconds;
        var wallClockNs = request.Stream.AdmittedNs + (long)deadlines.WallClock.TotalNanoseconds;
        var unread = new UnreadWatch(
            request.Client, (long)deadlines.PerEvent.TotalNanoseconds, MonotonicClock.NowNs);
        var (instanceReady, clientReady) = (Readiness.None, Readiness.None);
        try
        {
            if (lease.Channel is null && !TryHand(lease, startNs, out var early))
            {
                return early;
            }

            var channel = lease.Channel!;
            if (_greeting is not null)
            {
                instanceReady = Readiness.Readable;
                EnterRunning();
            }

            while (true)
            {
                if (instanceReady != Readiness.None && TakeWord(channel, out var isClosed) is var said
                    && (said is not null || isClosed))
                {
                    return said;
                }

                if ((clientReady & Left) != 0)
                {
                    return Gone;
                }

                var nowNs = MonotonicClock.NowNs;
                var isReady = _greeting is not null;
                if (nowNs >= wallClockNs)
                {
                    return Overdue.Stream;
                }

                if (isReady ? unread.IsOverdue(nowNs) : nowNs >= startNs)
                {
                    return isReady ? Overdue.Event : Overdue.Start;
                }

                var deadlineNs = Math.Min(wallClockNs, isReady ? unread.DeadlineNs : startNs);
                (instanceReady, clientReady) = Waiting.ForBoth(
                    channel, Readiness.Readable, request.Client, Readiness.PeerClosed, deadlineNs);
            }
        }
        catch (ProtocolException violation)
        {
            return StreamEnd.Failed(EndCode.ProtocolViolation, $"protocol: {violation.Message}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Gives the connection to an instance that calls back; otherwise the end, null as above.</summary>
    private bool TryHand(InstanceLease lease, long deadlineNs, out StreamEnd? end)
    {
        var result = CallBack.Await(lease, request.Client, deadlineNs);
        end = result switch
        {
            CallBack.Result.ProducerLeft => Gone,
            CallBack.Result.Overdue => Overdue.Start,
            _ => null,
        };
        if (result == CallBack.Result.Called)
        {
            DescriptorPassing.Send(lease.Channel!, _first, request.Client.Descriptor);
        }

        return result == CallBack.Result.Called;
    }

    private StreamEnd? TakeWord(StreamSocket channel, out bool isClosed)
    {
        var count = channel.Receive(_fromInstance.Space(), wait: false);
        isClosed = count == 0;
        _fromInstance.Arrived(Math.Max(0, count));
        while (_fromInstance.TryTake(out var frame))
        {
            switch (frame.Type)
            {
                case FrameType.Hello when _greeting is null:
                    _greeting = Greeting.Read(frame);
                    EnterRunning();
                    break;
                case FrameType.End when _greeting is not null:
                    return StreamEnd.Completed;
                case FrameType.Error:
                    _error = ErrorText.Read(frame);
                    return StreamEnd.Failed(EndCode.FunctionFailed, $"the function failed: {_error}");
                default:
                    throw new ProtocolException(ProtocolError.UnexpectedFrame, $"{frame.Type} from the instance");
            }
        }

        return null;
    }

    private void EnterRunning()
    {
        Lifecycle.Enter(StreamState.Running);
        server.Admission.Started(request.Stream);
    }

    /// <summary>Lets the instance go; one that does not end by itself within the limit is killed, and one that does not
    /// even end then is given up: null.</summary>
    private ProcessExit? Release(InstanceLease lease, bool endsByItself)
    {
        var limit = request.Function.Deployment.Deadlines.End;
        lease.Instance.SamplePeakRss();
        lease.Channel?.Shutdown();
        if (!endsByItself || !lease.Instance.Exited.Wait(limit))
        {
            _hadToKill = endsByItself;
            lease.Instance.Kill();
        }

        return lease.Instance.Exited.Wait(limit) ? lease.Instance.Exited.Result : null;
    }

    /// <summary>What the exit adds to what was said.</summary>
    private StreamEnd Judge(StreamEnd? end, ProcessExit? exit)
    {
        if (end is not { Outcome: EndKind.Completed } && server.Registry.IsClosed)
        {
            return StreamEnd.Cancelled(EndCode.ControlPlaneEnded, "the control plane ended");
        }

        if (end is null)
        {
            return StreamEnd.Failed(
                exit is { OutOfMemory: true } ? EndCode.OutOfMemory
                : _greeting is null ? EndCode.StartFailed
                : EndCode.InstanceDied,
                $"the instance broke off: {exit?.Describe() ?? "its end was not seen"}");
        }

        if (_error is not null)
        {
            return exit?.ExitCode switch
            {
                HostExit.ConnectionFailed => StreamEnd.Cancelled(EndCode.ProducerGone, $"the producer: {_error}"),
                HostExit.NotStarted => StreamEnd.Failed(EndCode.StartFailed, $"the instance was {_error}"),
                HostExit.ProducerIdle => StreamEnd.Failed(EndCode.IdleTooLong, _error),
                HostExit.ProducerSlow => StreamEnd.Failed(EndCode.MidFrameTooLong, _error),
                _ => end,
            };
        }

        if (end.Outcome == EndKind.Completed)
        {
            Lifecycle.Enter(StreamState.Draining);
            return _hadToKill
                ? StreamEnd.Failed(EndCode.EndTooLong, "the instance had finished, and did not end in time")
                : end;
        }

        return end;
    }
}
