using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// A stream in process whose function reads the producer's socket itself, on the thread that accepted it: nothing is
/// handed to anybody between an event and the function. The kernel's socket buffer is the FIFO.
/// </summary>
/// <param name="server">The control plane.</param>
/// <param name="request">The stream.</param>
/// <param name="givenUp">Gets the report where the function does not return although it was cancelled, on another
/// thread; the connection cannot carry it.</param>
internal sealed class DirectStream(ServerState server, StreamRequest request, Action<StreamSummary> givenUp)
{
    private readonly StreamSocket _client = request.Client;
    private readonly StreamLifecycle _lifecycle = request.Stream.Lifecycle;
    private readonly double _cpuBefore = ThreadCpu.Seconds;
    private int _hasEnded;

    /// <summary>Serves it, and gives its report; whatever goes wrong is in it. Null: it was given up meanwhile.
    /// </summary>
    public StreamSummary? Serve()
    {
        var deadlines = request.Function.Deployment.Deadlines;
        var unread = new UnreadWatch(_client, (long)deadlines.PerEvent.TotalNanoseconds, MonotonicClock.NowNs);
        Action giveUp = () => { };
        using var box = new ThreadInstance(
            again => UnixSocket.Cut(_client, alsoSending: again), deadlines.End, () => giveUp());
        var instance = Instance(box);
        _lifecycle.Enter(StreamState.Starting);
        var overdue = server.WallClocks.Start(box, deadlines.WallClock, unread);
        var readyNs = MonotonicClock.NowNs;
        giveUp = () => GiveUp(() => Finish(box, instance, readyNs, Why(box, overdue, StreamEnd.Failed(
            EndCode.TooLong, "the control plane cancelled it"))));
        server.Registry.Add(instance, box, _lifecycle);
        var end = Run(box, deadlines);
        end = Why(box, overdue, end);
        server.Poller.Forget(_client.Descriptor);
        box.End(end.Outcome == EndKind.Completed ? 0 : 1, ThreadCpu.Seconds - _cpuBefore);
        return TryEnd() ? Finish(box, instance, readyNs, end) : null;
    }

    private bool TryEnd() => Interlocked.Exchange(ref _hasEnded, 1) == 0;

    /// <summary>The thread stays with its function; the stream is over.</summary>
    private void GiveUp(Func<StreamSummary> finish)
    {
        if (TryEnd())
        {
            var summary = finish();
            givenUp(summary with { Reason = $"{summary.Reason}; its function did not return when it was cancelled" });
        }
    }

    /// <summary>What the function's end came from, where somebody else caused that.</summary>
    private StreamEnd Why(ThreadInstance box, LinkedListNode<WallClocks.Entry> overdue, StreamEnd end) =>
        server.WallClocks.Stop(overdue) is { } late ? late
        : server.Registry.IsClosed && box.WasKilled
            ? StreamEnd.Cancelled(EndCode.ControlPlaneEnded, "the control plane ended")
        : IsLeft() ? StreamEnd.Cancelled(EndCode.ProducerGone, "the producer closed before the report")
        : end;

    private StreamSummary Finish(ThreadInstance box, InstanceSummary instance, long readyNs, StreamEnd end)
    {
        server.Registry.Remove(instance.InstanceId);
        _lifecycle.Finish(end);
        return new EndedStream
        {
            End = end,
            AdmittedNs = request.Stream.AdmittedNs,
            Greeting = new Greeting(Environment.ProcessId, readyNs, readyNs),
            Instance = instance,
            Box = box,
            Exit = box.Exited.Result,
            ControlCpuSeconds = 0,
        }.Summary();
    }

    private InstanceSummary Instance(ThreadInstance box)
    {
        var stage = request.Function.Deployment.Stages[0];
        return new InstanceSummary(
            server.Registry.NewInstanceId(request.Opening.StreamId), request.Opening.StreamId, StreamState.Running,
            Environment.ProcessId, Environment.ProcessId, box.StartIssuedNs,
            $"in-process:{string.Join(' ', stage.Arguments)}");
    }

    private StreamEnd Run(ThreadInstance box, StreamDeadlines deadlines)
    {
        var limits = new ProducerLimits(
            (long)deadlines.Idle.TotalMilliseconds, (long)deadlines.MidFrame.TotalMilliseconds);
        var input = new StreamInput(_client, request.Reader, limits);
        var output = new StreamOutput(_client, request.Opening.MaximumPayload);
        try
        {
            HostSocket.LimitWaits(_client, limits.TickMs);
            Reply.Accept(request);
            _lifecycle.Enter(StreamState.Running);
            server.Admission.Started(request.Stream);
            Invoke(box, input, output);
        }
        catch (ProducerTooSlowException slow)
        {
            return StreamEnd.Failed(
                slow.Exit == HostExit.ProducerIdle ? EndCode.IdleTooLong : EndCode.MidFrameTooLong, slow.Message);
        }
        catch (ProtocolException violation) when (input.IsBroken && violation.Error != ProtocolError.Truncated)
        {
            return StreamEnd.Failed(EndCode.ProtocolViolation, $"protocol: {violation.Message}");
        }
        catch (Exception gone) when (input.IsBroken || output.IsBroken)
        {
            return StreamEnd.Cancelled(EndCode.ProducerGone, $"the producer vanished: {gone.Message}");
        }
        catch (Exception failure)
        {
            // Whatever the function threw fails its stream, and no other.
            return StreamEnd.Failed(
                EndCode.FunctionFailed, $"the function failed: {failure.GetType().Name}: {failure.Message}");
        }

        if (!input.EndsNow())
        {
            return StreamEnd.Failed(EndCode.FunctionFailed, "the function ended before its input did");
        }

        if (Volatile.Read(ref _hasEnded) == 0)
        {
            _lifecycle.Enter(StreamState.Draining);
        }

        return StreamEnd.Completed;
    }

    private void Invoke(ThreadInstance box, StreamInput input, StreamOutput output)
    {
        var context = new StreamContext
        {
            StreamId = request.Opening.StreamId,
            Parameters = new Dictionary<string, string>(request.Opening.Parameters),
            Watch = new Lazy<CancellationToken>(() => WatchProducer(box)),
        };
        var function = server.CreateBundled(request.Function.Deployment.Stages[0]);
        foreach (var item in function.Run(input.Events(), context))
        {
            output.Send(item);
        }

        output.SendTrailer(context.Trailer.Span);
    }

    /// <summary>Only a function that asks for its cancellation pays for the watch.</summary>
    private CancellationToken WatchProducer(ThreadInstance box)
    {
        server.Poller.Watch(_client.Descriptor, Readiness.PeerClosed, () =>
        {
            // A first kill ends the receiving direction, which is seen here too.
            if (!box.WasKilled)
            {
                box.Kill();
            }
        });
        return box.Cancellation;
    }

    private bool IsLeft() => Waiting.Ends(_client) != Readiness.None;
}
