using System.Text.Json;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>One connection from accept to report, all on the thread that accepted it.</summary>
internal sealed class StreamSession(ServerConfiguration configuration, StreamRegistry registry, StreamSocket client)
{
    private static readonly ProcessSandbox Sandbox = new();

    private readonly FrameReader _fromClient = new(configuration.Limits.PayloadBytes);
    private readonly FrameBuilder _frames = new();
    private readonly StreamLifecycle _lifecycle = new();
    private readonly long _admittedNs = MonotonicClock.NowNs;
    private readonly TimeSpan _cpuBefore = Environment.CpuUsage.TotalTime;
    private FunctionDeployment _deployment = configuration.Functions[0];
    private bool _greeted;

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
                Reject($"payloads of {opening.MaximumPayload} bytes; {configuration.Limits.PayloadBytes} are allowed");
            }
            else if (Find(opening.Function) is not { } deployment)
            {
                Reject($"no function {opening.Function} is deployed");
            }
            else
            {
                _deployment = deployment;
                Run(opening, first);
            }
        }
        catch (ProtocolException violation)
        {
            Reject($"protocol: {violation.Message}");
        }
        catch (Exception failure) when (failure is IOException or SandboxException)
        {
            EndWithoutInstance(StreamEnd.Failed($"no instance: {failure.Message}"));
        }
    }

    private FunctionDeployment? Find(string name) => name.Length == 0 && configuration.Functions.Count == 1
        ? configuration.Functions[0]
        : configuration.Functions.FirstOrDefault(function => function.Name == name);

    /// <summary>Refuses the connection, with a reason.</summary>
    public void Reject(string reason) => EndWithoutInstance(StreamEnd.Rejected(reason));

    private void EndWithoutInstance(StreamEnd end)
    {
        _lifecycle.Finish(end);
        Report(Summary(null));
    }

    private Frame ReadFirst()
    {
        var deadlineNs = MonotonicClock.NowNs + (long)configuration.Limits.Handshake.TotalNanoseconds;
        Frame frame;
        while (!_fromClient.TryTake(out frame))
        {
            if (Waiting.For(client, Readiness.Readable, deadlineNs) == Readiness.None)
            {
                throw new ProtocolException(ProtocolError.Truncated, "no opening in time");
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
        _fromClient.MaximumPayload = opening.MaximumPayload;
        var (instanceSocket, theirs) = UnixSocket.Pair();
        using var ours = instanceSocket;
        using var up = new Uplink(ours, _deployment.Buffer.Events, _deployment.Buffer.Bytes);
        var relay = new StreamRelay(client, _fromClient, ours, up, _lifecycle);
        ISandboxedInstance process;
        using (theirs)
        {
            if (relay.Begin(openingFrame) is { } early)
            {
                EndWithoutInstance(early);
                return;
            }

            process = Start(theirs);
        }

        _lifecycle.Enter(StreamState.Starting);
        var instance = new InstanceSummary(
            registry.NewInstanceId(opening.StreamId), opening.StreamId, _lifecycle.State, process.ProcessId ?? 0,
            Environment.ProcessId, process.StartIssuedNs, _deployment.Stages[0].Executable);
        registry.Add(instance, process, _lifecycle);
        var end = Relay(relay);
        var exit = Release(process, ours, end);
        _lifecycle.Finish(end ?? BrokenOff(exit));
        registry.Remove(instance.InstanceId);
        Report(Summary(new Served(instance with { State = StreamState.Ended }, process, exit, relay)));
    }

    private StreamEnd BrokenOff(ProcessExit exit) => registry.IsClosed
        ? StreamEnd.Cancelled("the control plane ended")
        : StreamEnd.Failed($"the instance broke off: {exit.Describe()}");

    private ISandboxedInstance Start(StreamSocket inherited) => Sandbox.Start(
        new SandboxCommand(
            _deployment.Stages[0].Executable, _deployment.Stages[0].Arguments, HostEnvironment.Variables)
        {
            InheritedDescriptors = [inherited.Descriptor],
        });

    private StreamEnd? Relay(StreamRelay relay)
    {
        var startDeadlineNs = MonotonicClock.NowNs + (long)_deployment.Deadlines.Start.TotalNanoseconds;
        try
        {
            client.Send(_frames.Clear().Preamble().Control(FrameType.Accepted, []).Written, [], wait: false);
            _greeted = true;
        }
        catch (IOException gone)
        {
            return StreamEnd.Cancelled($"the producer vanished: {gone.Message}");
        }

        return relay.Run(startDeadlineNs);
    }

    /// <summary>Ends the instance: one that finished or broke off ends by itself within the limit; any other is killed.
    /// </summary>
    private ProcessExit Release(ISandboxedInstance process, StreamSocket ours, StreamEnd? end)
    {
        process.SamplePeakRss();
        ours.Shutdown();
        var endsByItself = end is null or { Outcome: EndKind.Completed };
        if (!endsByItself || !process.Exited.Wait(_deployment.Deadlines.End))
        {
            process.Kill();
        }

        return process.Exited.GetAwaiter().GetResult();
    }

    /// <summary>The spawning thread sleeps until the child runs its program, and may be scheduled again after the
    /// child's main: whichever is first proves that the child exists.</summary>
    private byte[] Summary(Served? served)
    {
        var greeting = served?.Relay.Greeting;
        var waitedNs = greeting is { } ready && served!.Relay.FirstEventNs > 0
            ? Math.Max(0, ready.ReadyNs - served.Relay.FirstEventNs)
            : (long?)null;
        var summary = new StreamSummary
        {
            Outcome = _lifecycle.End!.Outcome,
            Reason = _lifecycle.End.Reason,
            AdmittedNs = served is null ? null : _admittedNs,
            SandboxNs = greeting is null
                ? served?.Process.Started.Result
                : Math.Min(served!.Process.Started.Result, greeting.Value.MainEnteredNs),
            RuntimeNs = greeting?.MainEnteredNs,
            ReadyNs = greeting?.ReadyNs,
            TeardownNs = served?.Exit.ExitedNs,
            Instance = served?.Instance,
            QueueSeconds = waitedNs / 1e9,
            CpuSeconds = served?.Exit.CpuSeconds,
            ControlCpuSeconds = (Environment.CpuUsage.TotalTime - _cpuBefore).TotalSeconds,
            PeakRssBytes = served?.Exit.PeakRssBytes,
            InstanceSeconds = (served?.Exit.ExitedNs - served?.Process.StartIssuedNs) / 1e9,
        };
        return JsonSerializer.SerializeToUtf8Bytes(summary, ReportJson.Default.StreamSummary);
    }

    /// <summary>Sends the last frame, within the limit; a client that is gone or takes nothing is left alone.</summary>
    private void Report(byte[] json)
    {
        _frames.Clear();
        if (!_greeted)
        {
            _frames.Preamble();
        }

        var rest = _frames.Control(FrameType.Report, json).Written;
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

    private sealed record Served(
        InstanceSummary Instance, ISandboxedInstance Process, ProcessExit Exit, StreamRelay Relay);
}
