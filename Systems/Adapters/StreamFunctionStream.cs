using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.Adapters;

/// <summary>One stream to a stream function, and its report in the port's words.</summary>
internal sealed class StreamFunctionStream : IStreamUnderTest, IStreamClientObserver
{
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(5);

    private readonly IStreamObserver _observer;
    private readonly StreamClient _client;

    public StreamFunctionStream(string socketPath, Opening opening, int events, IStreamObserver observer)
    {
        _observer = observer;
        _client = new StreamClient(socketPath, opening, events, this);
    }

    /// <summary>An instance in the port's words.</summary>
    public static InstanceIdentity Identity(InstanceSummary instance) => new(
        instance.InstanceId, "function", instance.ProcessId, instance.ParentProcessId, instance.StartedNs,
        instance.Executable);

    public void Send(StreamEvent item) => _client.Send(item);

    public void Complete() => _client.Complete();

    public async Task<StreamReport> FinishAsync(CancellationToken cancellation)
    {
        try
        {
            return Report(await _client.Ended.WaitAsync(cancellation));
        }
        catch (OperationCanceledException)
        {
            _client.Cancel();
        }

        try
        {
            var summary = await _client.Ended.WaitAsync(CancelLimit, CancellationToken.None);
            return Report(summary with { Reason = $"cut off at the deadline; {summary.Reason ?? "completed"}" });
        }
        catch (TimeoutException)
        {
            return Report(new StreamSummary
            {
                Outcome = EndKind.Cancelled,
                Code = EndCode.NoReport,
                Reason = "cut off at the deadline; the control plane gave no report",
            });
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    void IStreamClientObserver.Sent(long sequence, long nowNs) => _observer.Sent(sequence, nowNs);

    void IStreamClientObserver.Returned(StreamEvent output, long nowNs) => _observer.Returned(output, nowNs);

    private StreamReport Report(StreamSummary summary) => new()
    {
        Outcome = Enum.Parse<StreamOutcome>(summary.Outcome.ToString()),
        Reason = summary.Reason,
        Marks = [.. Marks(summary)],
        Instances = [.. summary.Stages.Where(stage => stage.Instance is not null)
            .Select(stage => Identity(stage.Instance!))],
        Trailers = [.. _client.Trailers
            .Where(trailer => trailer.Bytes.Length > 0 && trailer.Stage < summary.Stages.Count)
            .Select(trailer => new InstanceTrailer(
                summary.Stages[trailer.Stage].Instance!.InstanceId, trailer.Bytes))],
        Requests = _client.Events,
        BytesIn = _client.BytesIn,
        BytesOut = _client.BytesOut,
        QueueSeconds = summary.QueueSeconds,
        Resources = new ResourceUse
        {
            CpuSeconds = summary.CpuSeconds,
            ControlCpuSeconds = summary.ControlCpuSeconds,
            RssPeakBytes = summary.PeakRssBytes,
            InstanceSeconds = summary.InstanceSeconds,
        },
    };

    private static IEnumerable<PhaseMark> Marks(StreamSummary summary)
    {
        (Phase Phase, long? EndNs)[] marks =
        [
            (Phase.Admit, summary.AdmittedNs), (Phase.Sandbox, summary.SandboxNs), (Phase.Runtime, summary.RuntimeNs),
            (Phase.Connect, summary.ReadyNs), (Phase.Teardown, summary.TeardownNs),
        ];
        return marks.Where(mark => mark.EndNs is not null).Select(mark => new PhaseMark(mark.Phase, mark.EndNs!.Value));
    }
}
