using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Keeps references to the events, and hands all of them over in one request when the producer has closed.
/// </summary>
internal sealed class HttpBatchStream(HttpStreamConnection connection) : IStreamUnderTest
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
    public void Complete() => _posted.TrySetResult(connection.PostBatchAsync(_events));

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
}
