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
    private long _returned;

    /// <summary>Makes the client, which touches nothing outside this process yet.</summary>
    /// <param name="connect">Makes it, given who is told what happens at its socket.</param>
    /// <param name="observer">Told the same.</param>
    public StreamFunctionStream(Func<IStreamClientObserver, StreamClient> connect, IStreamObserver observer)
    {
        _observer = observer;
        _client = connect(this);
    }

    /// <summary>Its identity.</summary>
    public required string StreamId { get; init; }

    /// <summary>What has to be full again after the stream; null where nothing is deployed for it.</summary>
    public InstancePool? Pool { get; init; }

    /// <summary>Where its outputs arrive; null: they come back.</summary>
    public NatsOutputs? Outputs { get; init; }

    /// <summary>Whether the server's stamps are of this machine's clock.</summary>
    public bool SharesClock { get; init; } = true;

    /// <summary>An instance in the port's words.</summary>
    public static InstanceIdentity Identity(InstanceSummary instance) => new(
        instance.InstanceId, "function", instance.ProcessId, instance.ParentProcessId, instance.StartedNs,
        instance.Executable);

    public void Send(StreamEvent item)
    {
        if (_client.Events == 0)
        {
            Outputs?.Expect(StreamId, this);
        }

        _client.Send(item);
    }

    public void Complete() => _client.Complete();

    public async Task<StreamReport> FinishAsync(CancellationToken cancellation)
    {
        var summary = await SummaryAsync(cancellation);
        if (Outputs is not null)
        {
            await NatsOutputs.WaitUntilAsync(() => Interlocked.Read(ref _returned) >= summary.Outputs, cancellation);
            Outputs.Forget(StreamId);
        }

        if (Pool is not null)
        {
            await Pool.WaitUntilFullAsync(CancellationToken.None);
        }

        return Report(summary);
    }

    private async Task<StreamSummary> SummaryAsync(CancellationToken cancellation)
    {
        try
        {
            return await _client.Ended.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            _client.Cancel();
        }

        try
        {
            var summary = await _client.Ended.WaitAsync(CancelLimit, CancellationToken.None);
            return summary with { Reason = $"cut off at the deadline; {summary.Reason ?? "completed"}" };
        }
        catch (TimeoutException)
        {
            return new StreamSummary
            {
                Outcome = EndKind.Cancelled,
                Code = EndCode.NoReport,
                Reason = "cut off at the deadline; the control plane gave no report",
            };
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    void IStreamClientObserver.Sent(long sequence, long nowNs) => _observer.Sent(sequence, nowNs);

    public void Returned(StreamEvent output, long nowNs)
    {
        _observer.Returned(output, nowNs);
        Interlocked.Increment(ref _returned);
    }

    private StreamReport Report(StreamSummary summary) => new()
    {
        Outcome = Enum.Parse<StreamOutcome>(summary.Outcome.ToString()),
        Reason = ReasonOf(summary),
        Marks = SharesClock ? [.. Marks(summary)] : [],
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
        Dropped = summary.Stages.Sum(stage => stage.EventsDropped),
        Resources = new ResourceUse
        {
            CpuSeconds = summary.CpuSeconds,
            ControlCpuSeconds = summary.ControlCpuSeconds,
            RssPeakBytes = summary.PeakRssBytes,
            InstanceSeconds = summary.InstanceSeconds,
        },
    };

    /// <summary>The code, then the words: <c>InstanceDied: killed by signal 9</c>.</summary>
    private static string? ReasonOf(StreamSummary summary) =>
        summary.Outcome == EndKind.Completed ? summary.Reason : $"{summary.Code}: {summary.Reason}";

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
