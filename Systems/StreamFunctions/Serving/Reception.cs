using System.Text;
using System.Text.Json;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

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
                Refuse(client, StreamEnd.Rejected(EndCode.ControlPlaneEnded, "the control plane is ending"));
                return;
            }

            var first = ReadFirst(client, reader, admittedNs);
            switch (first.Type)
            {
                case FrameType.Observe:
                    Answer(client, JsonSerializer.SerializeToUtf8Bytes(
                        server.Instances(), ReportJson.Default.InstanceSummaryArray));
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
            Refuse(client, StreamEnd.Rejected(EndCode.ProtocolViolation, $"protocol: {violation.Message}"));
        }
        catch (IOException)
        {
            // It left before it asked for anything.
        }
    }

    /// <summary>Refuses a connection, at once.</summary>
    public void Refuse(StreamSocket client, StreamEnd end)
    {
        server.Counters.Ended(end);
        Answer(client, new EndedStream { End = end }.Report());
    }

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
        if (opening.MaximumPayload > server.Limits.PayloadBytes)
        {
            Refuse(client, StreamEnd.Rejected(
                EndCode.PayloadTooLarge,
                $"payloads of {opening.MaximumPayload} bytes; {server.Limits.PayloadBytes} are allowed"));
            return;
        }

        if (server.Deployments.Find(opening.Function) is not { } function || !function.TryEnter())
        {
            Refuse(client, StreamEnd.Rejected(
                EndCode.UnknownFunction, $"no function '{opening.Function}' is deployed"));
            return;
        }

        try
        {
            var stream = new LiveStream(opening.StreamId, function.Deployment.Name, admittedNs);
            if (server.Admission.Admit(stream) is { } refusal)
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

    private void Run(StreamRequest request)
    {
        byte[] report;
        var (greeted, speaks) = (true, true);
        try
        {
            if (request.Function.HandsOver)
            {
                var handed = new HandedStream(server, request);
                report = handed.Serve();
                speaks = handed.EndsBetweenFrames;
            }
            else if (request.Function.RunsDirectly)
            {
                report = new DirectStream(server, request).Serve();
            }
            else
            {
                var relayed = new RelayedStream(server, request);
                report = relayed.Serve();
                greeted = relayed.Greeted;
            }
        }
        catch (Exception failure) when (failure is IOException or SandboxException)
        {
            var end = StreamEnd.Failed(EndCode.StartFailed, $"no instance: {failure.Message}");
            request.Stream.Lifecycle.Finish(end);
            report = new EndedStream { End = end, AdmittedNs = request.Stream.AdmittedNs }.Report();
            greeted = request.Function.HandsOver;
        }

        End(request, report, greeted, speaks);
    }

    /// <summary>The report is remembered, and its identity free, before the producer can know of its end.</summary>
    public void End(StreamRequest request, byte[] report, bool greeted, bool speaks)
    {
        server.Outcomes.Add(request.Opening.StreamId, report);
        server.Admission.Release(request.Stream);
        server.Counters.Ended(request.Stream.Lifecycle.End!);
        if (speaks)
        {
            Reply.Report(request.Client, report, greeted, request.Function.Deployment.Deadlines.End);
        }
    }

    private void TellOutcome(StreamSocket client, string streamId)
    {
        var isLive = server.Admission.IsLive(streamId);
        Answer(client, (isLive ? null : server.Outcomes.Find(streamId)) ?? new EndedStream
        {
            End = StreamEnd.Rejected(
                EndCode.NoReport, isLive ? $"stream {streamId} has not ended" : $"stream {streamId} is not known"),
        }.Report());
    }

    private static void Answer(StreamSocket client, byte[] json) =>
        Reply.Report(client, json, greeted: false, ReportLimit);
}
