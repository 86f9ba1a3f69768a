using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>Keeps references to the events, and hands all of them over in one request when the producer has closed.
/// </summary>
internal sealed class FaasBatchStream(FaasConnection connection) : IStreamUnderTest
{
    private readonly List<StreamEvent> _events = new(connection.Request.Events);
    private readonly TaskCompletionSource<Task> _posted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc />
    public void Send(StreamEvent item)
    {
        if (_events.Count < connection.Request.Events)
        {
            _events.Add(item);
        }
        else
        {
            connection.Tally.Fail(StreamOutcome.Failed, $"more than the {connection.Request.Events} events announced");
        }
    }

    /// <inheritdoc />
    public void Complete() => _posted.TrySetResult(PostAsync());

    /// <inheritdoc />
    public Task<StreamReport> FinishAsync(CancellationToken cancellation) =>
        connection.FinishAsync(AnsweredAsync(), cancellation);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AnsweredAsync()
    {
        using var aborted = connection.Aborted.UnsafeRegister(_ => _posted.TrySetResult(Task.CompletedTask), null);
        await await _posted.Task;
    }

    private Task PostAsync()
    {
        // The attempt to send is before the connection exists; all events leave in this one request.
        var nowNs = MonotonicClock.NowNs;
        foreach (var item in _events)
        {
            connection.Observer.Sent(item.Sequence, nowNs);
        }

        var message = connection.Post(FaasProtocol.BatchRoute, new FaasBatchContent(_events, connection));
        return connection.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ReadAsync);
    }

    private async Task ReadAsync(HttpResponseMessage answer)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(connection.Aborted);
        await foreach (var output in EventBody.ReadAsync(body, connection.MaxBodyBytes, connection.Aborted))
        {
            connection.Returned(output, MonotonicClock.NowNs);
        }
    }
}
