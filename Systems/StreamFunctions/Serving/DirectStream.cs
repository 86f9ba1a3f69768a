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
internal sealed class DirectStream(ServerState server, StreamRequest request)
{
    private readonly StreamSocket _client = request.Client;
    private readonly StreamLifecycle _lifecycle = request.Stream.Lifecycle;
    private readonly double _cpuBefore = ThreadCpu.Seconds;

    /// <summary>Serves it, and gives its report; whatever goes wrong is in it.</summary>
    public StreamSummary Serve()
    {
        var deadlines = request.Function.Deployment.Deadlines;
        using var box = new ThreadInstance(
            again => UnixSocket.Cut(_client, alsoSending: again), deadlines.End);
        var instance = Instance(box);
        _lifecycle.Enter(StreamState.Starting);
        server.Registry.Add(instance, box, _lifecycle);
        var overdue = server.WallClocks.Start(box, deadlines.WallClock);
        var readyNs = MonotonicClock.NowNs;
        var end = Run(box, deadlines);
        var overdueNow = server.WallClocks.Stop(overdue);
        server.Poller.Forget(_client.Descriptor);
        server.Registry.Remove(instance.InstanceId);
        end = overdueNow ? StreamEnd.Failed(EndCode.TooLong, "the stream took too long")
            : server.Registry.IsClosed && box.WasKilled
                ? StreamEnd.Cancelled(EndCode.ControlPlaneEnded, "the control plane ended")
            : IsLeft() ? StreamEnd.Cancelled(EndCode.ProducerGone, "the producer closed before the report")
            : end;
        var cpuSeconds = ThreadCpu.Seconds - _cpuBefore;
        var exit = box.End(end.Outcome == EndKind.Completed ? 0 : 1, cpuSeconds);
        _lifecycle.Finish(end);
        return new EndedStream
        {
            End = end,
            AdmittedNs = request.Stream.AdmittedNs,
            Greeting = new Greeting(Environment.ProcessId, readyNs, readyNs),
            Instance = instance,
            Box = box,
            Exit = exit,
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
            Reply.Accept(_client);
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

        _lifecycle.Enter(StreamState.Draining);
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
