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
    private readonly Task<long?> _learned;
    private long _returned;

    /// <summary>Makes the client, which touches nothing outside this process yet.</summary>
    /// <param name="connect">Makes it, given who is told what happens at its socket.</param>
    /// <param name="observer">Told the same.</param>
    public StreamFunctionStream(Func<IStreamClientObserver, StreamClient> connect, IStreamObserver observer)
    {
        _observer = observer;
        _client = connect(this);
        _learned = LearnAsync();
    }

    /// <summary>Its identity.</summary>
    public required string StreamId { get; init; }

    /// <summary>What has to be full again after the stream; null where nothing is deployed for it.</summary>
    public InstancePool? Pool { get; init; }

    /// <summary>Where its outputs arrive; null: they come back.</summary>
    public NatsOutputs? Outputs { get; init; }

    /// <summary>Whether the server's stamps are of this machine's clock.</summary>
    public bool SharesClock { get; init; } = true;

    /// <summary>Ends when nothing more comes back.</summary>
    public Task Ended => _learned;

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

        return StreamFunctionReport.Of(summary, _client, SharesClock) with
        {
            LearnedNs = _learned.IsCompletedSuccessfully ? _learned.Result : null,
        };
    }

    /// <summary>When the client knew that the stream would not complete; null where it does.</summary>
    private async Task<long?> LearnAsync()
    {
        var summary = await _client.Ended;
        return summary.Outcome == EndKind.Completed ? null : MonotonicClock.NowNs;
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
}
