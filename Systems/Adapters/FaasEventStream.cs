using System.Collections.Concurrent;
using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>
/// Open loop: each event's request leaves when it is due, whether or not earlier ones were answered. A thread of its
/// own issues them, so that the pacer never pays for a socket.
/// </summary>
internal sealed class FaasEventStream : IStreamUnderTest
{
    private readonly FaasConnection _connection;
    private readonly BlockingCollection<StreamEvent> _outbox;
    private readonly List<Task> _posts;
    private readonly string _source;
    private readonly TaskCompletionSource _issued = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes over the connection.</summary>
    public FaasEventStream(FaasConnection connection)
    {
        _connection = connection;
        _outbox = new BlockingCollection<StreamEvent>(Math.Max(1, connection.Request.Events));
        _posts = new List<Task>(connection.Request.Events);
        _source = CloudEventHeader.SourceOf(connection.Request.StreamId);
        new Thread(Issue) { IsBackground = true, Name = "faas outbox" }.Start();
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
                _posts.Add(PostAsync(item));
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

    /// <summary>A CloudEvent in binary mode.</summary>
    private Task PostAsync(StreamEvent item)
    {
        var content = new ReadOnlyMemoryContent(item.Payload);
        content.Headers.TryAddWithoutValidation("Content-Type", CloudEventHeader.Bytes);
        var message = _connection.Post(FaasProtocol.EventRoute, content);
        var headers = message.Headers;
        headers.TryAddWithoutValidation(CloudEventHeader.SpecVersion, CloudEventHeader.Version);
        headers.TryAddWithoutValidation(CloudEventHeader.Type, CloudEventHeader.InputType);
        headers.TryAddWithoutValidation(CloudEventHeader.Source, _source);
        headers.TryAddWithoutValidation(
            CloudEventHeader.Id, item.Sequence.ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation(
            CloudEventHeader.Sequence,
            item.Sequence.ToString(CloudEventHeader.SequenceFormat, CultureInfo.InvariantCulture));
        foreach (var (name, value) in item.Headers)
        {
            headers.TryAddWithoutValidation(FaasProtocol.EventHeader, EventHeaderText.Format(name, value));
        }

        _connection.Tally.Sent(item.Payload.Length);
        _connection.Observer.Sent(item.Sequence, MonotonicClock.NowNs);
        return _connection.SendAsync(message, HttpCompletionOption.ResponseContentRead, ReadAsync);
    }

    private async Task ReadAsync(HttpResponseMessage answer)
    {
        var nowNs = MonotonicClock.NowNs;
        foreach (var output in FaasAnswer.Outputs(answer, await answer.Content.ReadAsByteArrayAsync()))
        {
            _connection.Returned(output, nowNs);
        }
    }
}
