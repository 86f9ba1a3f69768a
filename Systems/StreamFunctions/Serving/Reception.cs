using System.Text;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>Takes a connection's first frame, and does what it asks for, all on the caller's thread.</summary>
internal sealed class Reception(ServerState server)
{
    private static readonly TimeSpan ReportLimit = TimeSpan.FromSeconds(2);

    [ThreadStatic]
    private static FrameReader? _reader;

    /// <summary>Serves a connection to its end; whatever goes wrong ends up in a report.</summary>
    public void Serve(StreamSocket client)
    {
        var admittedNs = MonotonicClock.NowNs;
        var reader = _reader ??= new FrameReader(server.Limits.PayloadBytes);
        reader.Reset();
        try
        {
            if (server.Registry.IsClosed)
            {
                Refuse(client, EndCode.ControlPlaneEnded, "the control plane is ending");
                return;
            }

            var first = ReadFirst(client, reader, admittedNs);
            switch (first.Type)
            {
                case FrameType.Observe:
                    Reply.Send(client, Reply.FramesOf(server.Instances()), ReportLimit);
                    break;
                case FrameType.Outcome:
                    TellOutcome(client, Encoding.UTF8.GetString(first.Body.Span));
                    break;
                default:
                    Admit(client, reader, first, Opening.Read(first), admittedNs);
                    break;
            }
        }
        catch (ProtocolException violation)
        {
            Refuse(client, EndCode.ProtocolViolation, $"protocol: {violation.Message}");
        }
        catch (IOException)
        {
            // It left before it asked for anything.
        }
    }

    /// <summary>Refuses a connection, at once.</summary>
    public void Refuse(StreamSocket client, Refusal refusal)
    {
        server.Counters.Ended(refusal.End.Outcome, refusal.End.Code);
        Reply.Send(client, refusal.Report, ReportLimit);
    }

    private void Refuse(StreamSocket client, EndCode code, string reason) => Refuse(client, new Refusal(code, reason));

    private Frame ReadFirst(StreamSocket client, FrameReader reader, long admittedNs)
    {
        var deadlineNs = admittedNs + (long)server.Limits.Handshake.TotalNanoseconds;
        Frame frame;
        while (!reader.TryTake(out frame))
        {
            var count = client.Receive(reader.Space(), wait: false);
            if (count == 0)
            {
                throw new ProtocolException(ProtocolError.Truncated, "closed before the opening");
            }

            if (count == StreamSocket.WouldBlock
                && Waiting.For(client, Readiness.Readable, deadlineNs) == Readiness.None)
            {
                throw new ProtocolException(ProtocolError.Truncated, "no opening in time");
            }

            reader.Arrived(Math.Max(0, count));
        }

        return frame;
    }

    private void Admit(StreamSocket client, FrameReader reader, Frame frame, Opening opening, long admittedNs)
    {
        if (server.Deployments.Find(opening.Function) is not { } function || !function.TryEnter())
        {
            Refuse(client, EndCode.UnknownFunction, $"no function '{opening.Function}' is deployed");
            return;
        }

        try
        {
            var stream = new LiveStream(opening.StreamId, function.Deployment.Name, admittedNs);
            if (Judge(function, opening, stream) is { } refusal)
            {
                Refuse(client, refusal);
                return;
            }

            reader.MaximumPayload = opening.MaximumPayload;
            Run(new StreamRequest(client, reader, opening, frame, function, stream));
        }
        finally
        {
            function.Leave();
        }
    }

    /// <summary>Gives the refusal where the stream cannot be taken; takes a place for it where it can.</summary>
    private Refusal? Judge(DeployedFunction function, Opening opening, LiveStream stream)
    {
        if (function.Nats.Refuse(opening) is { } tooLarge)
        {
            return new Refusal(tooLarge);
        }

        return opening.MaximumPayload > server.Limits.PayloadBytes
            ? new Refusal(
                EndCode.PayloadTooLarge,
                $"payloads of {opening.MaximumPayload} bytes; {server.Limits.PayloadBytes} are allowed")
            : server.Admission.Admit(stream);
    }

    /// <summary>Serves a stream that a parked instance accepted by itself, and told of.</summary>
    /// <param name="request">The stream; its opening names the function or none.</param>
    /// <param name="lease">The instance; belongs to this call.</param>
    /// <param name="greeting">What the instance said of its start.</param>
    public void ServeAccepted(StreamRequest request, InstanceLease lease, Greeting greeting)
    {
        // The instance did, when it accepted.
        request.Stream.WasGreeted = true;
        var function = request.Function;
        var named = request.Opening.Function;
        var refusal = server.Admission.Arrive();
        var isFound = (named.Length == 0 || named == function.Deployment.Name) && function.TryEnter();
        try
        {
            refusal ??= isFound
                ? Judge(function, request.Opening, request.Stream)
                : new Refusal(EndCode.UnknownFunction, $"no function '{named}' is deployed here");
            if (refusal is not null)
            {
                lease.Instance.Kill();
                lease.Dispose();
                server.Counters.Ended(refusal.End.Outcome, refusal.End.Code);
                Tell(request.Client, new EndedStream { End = refusal.End }.Summary(), greeted: true, ReportLimit);
                return;
            }

            server.Counters.Connected();
            var handed = new HandedStream(server, request);
            End(request, handed.Attend(lease, greeting), handed.EndsBetweenFrames);
        }
        finally
        {
            server.Admission.Leave();
            if (isFound)
            {
                function.Leave();
            }
        }
    }

    private void Run(StreamRequest request)
    {
        if (request.Function.StartsInstance && AwaitTurn(request) is { } early)
        {
            var notStarted = new EndedStream { End = early, AdmittedNs = request.Stream.AdmittedNs }.Summary();
            Remember(request, notStarted);
            Tell(request.Client, notStarted, greeted: false, ReportLimit);
            return;
        }

        StreamSummary? summary;
        var isOwed = true;
        try
        {
            (summary, isOwed) = Attend(request);
        }
        catch (Exception failure)
        {
            // Even a fault of the control plane's own ends this stream, and no other.
            var what = failure is IOException or SandboxException ? "no instance" : failure.GetType().Name;
            var end = StreamEnd.Failed(EndCode.StartFailed, $"{what}: {failure.Message}");
            summary = new EndedStream { End = end, AdmittedNs = request.Stream.AdmittedNs }.Summary();
        }

        if (summary is not null)
        {
            End(request, summary, isOwed);
        }
    }

    /// <summary>Serves a stream in its function's way. Gives its report, and whether that has still to be sent and can
    /// be; null: it was given up, and has ended so.</summary>
    private (StreamSummary? Summary, bool IsOwed) Attend(StreamRequest request)
    {
        if (request.Function.HandsOver)
        {
            var handed = new HandedStream(server, request);
            return (handed.Serve(), handed.EndsBetweenFrames);
        }

        if (request.Function.RunsDirectly)
        {
            var direct = new DirectStream(server, request, summary => End(request, summary, isOwed: false));
            return (direct.Serve(), true);
        }

        return (Relay(request), false);
    }

    /// <summary>Waits for the stream's turn to start an instance; gives its end where it comes to nothing.</summary>
    private StreamEnd? AwaitTurn(StreamRequest request)
    {
        var limit = request.Function.Deployment.Deadlines.Start;
        if (!server.Admission.AwaitTurn(request.Stream, request.Stream.AdmittedNs + (long)limit.TotalNanoseconds))
        {
            return StreamEnd.Rejected(EndCode.Overloaded, "no instance could be started in time");
        }

        return server.Registry.IsClosed
            ? StreamEnd.Cancelled(EndCode.ControlPlaneEnded, "the control plane ended")
            : Waiting.Ends(request.Client) != Readiness.None
                ? StreamEnd.Cancelled(EndCode.ProducerGone, "the producer closed before the report")
                : null;
    }

    private StreamSummary Relay(StreamRequest request) => new RelayedStream
    {
        Producer = request.Client,
        FromProducer = request.Reader,
        OpeningFrame = request.OpeningFrame,
        Opening = request.Opening,
        AdmittedNs = request.Stream.AdmittedNs,
        Deployment = request.Function.Deployment,
        Instances = request.Function.Instances,
        NewInstanceId = () => server.Registry.NewInstanceId(request.Opening.StreamId),
        Surroundings = new Surroundings(server, request.Stream),
        Link = request.Function.Nats.Link,
        Outputs = request.Function.OutputsOf(request.Opening.StreamId),
    }.Serve();

    /// <summary>The report is remembered, and its identity free, before the producer can know of its end.</summary>
    /// <param name="request">The stream, which was accepted.</param>
    /// <param name="summary">Its report.</param>
    /// <param name="isOwed">Whether the report has still to be sent, and can be.</param>
    private void End(StreamRequest request, StreamSummary summary, bool isOwed)
    {
        Remember(request, summary);
        if (isOwed)
        {
            var limit = request.Function.Deployment.Deadlines.End;
            Tell(request.Client, summary, request.Stream.WasGreeted, limit);
        }
    }

    private void Remember(StreamRequest request, StreamSummary summary)
    {
        server.Outcomes.Add(request.Opening.StreamId, summary);
        server.Admission.Release(request.Stream);
        server.Counters.Ended(summary);
    }

    private void TellOutcome(StreamSocket client, string streamId)
    {
        var isLive = server.Admission.IsLive(streamId);
        var summary = (isLive ? null : server.Outcomes.Find(streamId)) ?? new EndedStream
        {
            End = StreamEnd.Rejected(
                EndCode.NoReport, isLive ? $"stream {streamId} has not ended" : $"stream {streamId} is not known"),
        }.Summary();
        Tell(client, summary, greeted: false, ReportLimit);
    }

    private static void Tell(StreamSocket client, StreamSummary summary, bool greeted, TimeSpan limit) =>
        Reply.Send(client, Reply.FramesOf(summary, greeted), limit);
}
