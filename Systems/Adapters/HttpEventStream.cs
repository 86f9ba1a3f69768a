using System.Collections.Concurrent;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>
/// Open loop: each event's request leaves when it is due, whether or not earlier ones were answered. A thread of its
/// own issues them, so that the pacer never pays for a socket.
/// </summary>
internal sealed class HttpEventStream : IStreamUnderTest
{
    private readonly HttpStreamConnection _connection;
    private readonly Func<StreamEvent, Task> _post;
    private readonly BlockingCollection<StreamEvent> _outbox;
    private readonly List<Task> _posts;
    private readonly TaskCompletionSource _issued = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes over the connection; null: each event is a request with itself alone.</summary>
    public HttpEventStream(HttpStreamConnection connection, Func<StreamEvent, Task>? post = null)
    {
        _connection = connection;
        _post = post ?? connection.PostEventAsync;
        _outbox = new BlockingCollection<StreamEvent>(Math.Max(1, connection.Request.Events));
        _posts = new List<Task>(connection.Request.Events);
        new Thread(Issue) { IsBackground = true, Name = "http outbox" }.Start();
    }

    /// <inheritdoc />
    public void Send(StreamEvent item)
    {
        if (!_outbox.TryAdd(item))
        {
            _connection.Tally.Fail(StreamOutcome.Failed, $"the outbox of {_outbox.BoundedCapacity} events is full");
        }
    }

    /// <inheritdoc />
    public void Complete() => _outbox.CompleteAdding();

    /// <inheritdoc />
    public Task<StreamReport> FinishAsync(CancellationToken cancellation) =>
        _connection.FinishAsync(AnsweredAsync(), cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _issued.Task;
        _outbox.Dispose();
    }

    private async Task AnsweredAsync()
    {
        await _issued.Task;
        await Task.WhenAll(_posts);
    }

    private void Issue()
    {
        try
        {
            foreach (var item in _outbox.GetConsumingEnumerable(_connection.Aborted))
            {
                _posts.Add(_post(item));
            }
        }
        catch (OperationCanceledException)
        {
            // The stream ends by force: what has not left stays.
        }
        finally
        {
            _issued.SetResult();
        }
    }
}
