using System.Text.Json;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>One connection from accept to report, all on the thread that accepted it.</summary>
internal sealed class StreamSession(ServerConfiguration configuration, StreamRegistry registry, StreamSocket client)
{
    private static readonly ColdInstances Cold = new(
        new ProcessSandbox(), new InstanceEnvironment("eval", new Dictionary<string, string>()));

    private const string TooLate = "no opening in time";

    private readonly FrameReader _fromClient = new(configuration.Limits.PayloadBytes);
    private readonly FrameBuilder _frames = new();
    private readonly long _admittedNs = MonotonicClock.NowNs;
    private FunctionDeployment _deployment = configuration.Functions[0];

    /// <summary>Serves a stream, or answers an observer. Whatever goes wrong ends up in the report.</summary>
    public void Serve()
    {
        try
        {
            var first = ReadFirst();
            if (first.Type == FrameType.Observe)
            {
                Report(JsonSerializer.SerializeToUtf8Bytes(
                    registry.Snapshot(), ReportJson.Default.InstanceSummaryArray));
                return;
            }

            var opening = Opening.Read(first);
            if (opening.MaximumPayload > configuration.Limits.PayloadBytes)
            {
                Reject(
                    EndCode.PayloadTooLarge,
                    $"payloads of {opening.MaximumPayload} bytes; {configuration.Limits.PayloadBytes} are allowed");
            }
            else if (Find(opening.Function) is not { } deployment)
            {
                Reject(EndCode.UnknownFunction, $"no function {opening.Function} is deployed");
            }
            else
            {
                _deployment = deployment;
                Run(opening, first);
            }
        }
        catch (ProtocolException violation)
        {
            Reject(
                violation.Message == TooLate ? EndCode.HandshakeTooLong : EndCode.ProtocolViolation,
                $"protocol: {violation.Message}");
        }
        catch (IOException)
        {
            // It broke its connection before it said anything.
        }
    }

    private FunctionDeployment? Find(string name) => name.Length == 0 && configuration.Functions.Count == 1
        ? configuration.Functions[0]
        : configuration.Functions.FirstOrDefault(function => function.Name == name);

    /// <summary>Refuses the connection, with a reason.</summary>
    public void Reject(EndCode code, string reason) => Report(JsonSerializer.SerializeToUtf8Bytes(
        new StreamSummary { Outcome = EndKind.Rejected, Code = code, Reason = reason },
        ReportJson.Default.StreamSummary));

    private Frame ReadFirst()
    {
        var deadlineNs = MonotonicClock.NowNs + (long)configuration.Limits.Handshake.TotalNanoseconds;
        Frame frame;
        while (!_fromClient.TryTake(out frame))
        {
            if (Waiting.For(client, Readiness.Readable, deadlineNs) == Readiness.None)
            {
                throw new ProtocolException(ProtocolError.Truncated, TooLate);
            }

            var count = client.Receive(_fromClient.Space(), wait: true);
            if (count == 0)
            {
                throw new ProtocolException(ProtocolError.Truncated, "closed before the opening");
            }

            _fromClient.Arrived(count);
        }

        return frame;
    }

    private void Run(Opening opening, Frame openingFrame)
    {
        new RelayedStream
        {
            Producer = client,
            FromProducer = _fromClient,
            OpeningFrame = openingFrame,
            Opening = opening,
            AdmittedNs = _admittedNs,
            Deployment = _deployment,
            Instances = Cold,
            NewInstanceId = () => registry.NewInstanceId(opening.StreamId),
            Surroundings = new Surroundings(registry),
        }.Serve();
    }

    /// <summary>Sends the last frame, within the limit; a client that is gone or takes nothing is left alone.</summary>
    private void Report(byte[] json)
    {
        var rest = _frames.Clear().Preamble().Control(FrameType.Report, json).Written;
        var deadlineNs = MonotonicClock.NowNs + (long)_deployment.Deadlines.End.TotalNanoseconds;
        try
        {
            while (!rest.IsEmpty && Waiting.For(client, Readiness.Writable, deadlineNs) == Readiness.Writable)
            {
                rest = rest[Math.Max(0, client.Send(rest, [], wait: false))..];
            }
        }
        catch (IOException)
        {
            // The client did not wait for it.
        }
    }
}
