using System.Globalization;
using System.Net;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>The client of one stream of requests: connections of its own, none of which is opened before the first
/// request. It never retries, and follows no redirect.</summary>
/// <param name="client">Owned from now on; it opens nothing by itself.</param>
/// <param name="dialect">How the other side is spoken to.</param>
/// <param name="request">The stream.</param>
/// <param name="observer">Told what is sent and what returns.</param>
internal sealed class HttpStreamConnection(
    HttpClient client, IHttpDialect dialect, StreamRequest request, IStreamObserver observer) : IDisposable
{
    private readonly CancellationTokenSource _abort = new();

    /// <summary>The stream.</summary>
    public StreamRequest Request => request;

    /// <summary>Who is told of events sent and returned.</summary>
    public IStreamObserver Observer => observer;

    /// <summary>What the stream amounts to so far.</summary>
    public StreamTally Tally { get; } = new();

    /// <summary>Cancelled when the stream ends by force.</summary>
    public CancellationToken Aborted => _abort.Token;

    /// <summary>A client without what would hide or add to a measured request.</summary>
    /// <param name="maxBodyBytes">Answers beyond are errors.</param>
    /// <param name="useProxy">Whether the machine's proxy stands between.</param>
    /// <param name="mostConnections">At once; requests beyond wait here, in their order.</param>
    public static HttpClient ClientFor(
        int maxBodyBytes, bool useProxy = false, int mostConnections = int.MaxValue) => new(new SocketsHttpHandler
    {
        UseProxy = useProxy,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = mostConnections,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = maxBodyBytes,
    };

    /// <summary>Sends one event, and tells what its answer holds.</summary>
    public Task PostEventAsync(StreamEvent item)
    {
        Tally.Sent(item.Payload.Length);
        return PostAsync(item, dialect.EventRequest(item));
    }

    /// <summary>Sends the request that carries that event, whose payload is counted already or will be, and tells what
    /// its answer holds.</summary>
    public Task PostAsync(StreamEvent item, HttpRequestMessage message)
    {
        observer.Sent(item.Sequence, MonotonicClock.NowNs);
        return SendAsync(message, HttpCompletionOption.ResponseContentRead, async answer =>
        {
            var nowNs = MonotonicClock.NowNs;
            foreach (var output in dialect.Outputs(
                item.Sequence, answer, await answer.Content.ReadAsByteArrayAsync(Aborted)))
            {
                Returned(output, nowNs);
            }
        });
    }

    /// <summary>Sends the whole stream in one request, and tells each output as it comes.</summary>
    public Task PostBatchAsync(IReadOnlyList<StreamEvent> events)
    {
        // The attempt to send is before the connection exists; all events leave in this one request.
        var nowNs = MonotonicClock.NowNs;
        foreach (var item in events)
        {
            observer.Sent(item.Sequence, nowNs);
        }

        var message = dialect.BatchRequest(new HttpBatchContent(events, Tally));
        return SendAsync(message, HttpCompletionOption.ResponseHeadersRead, async answer =>
        {
            await using var body = await answer.Content.ReadAsStreamAsync(Aborted);
            await foreach (var output in EventBody.ReadAsync(
                body, (int)client.MaxResponseContentBufferSize, Aborted))
            {
                Returned(output, MonotonicClock.NowNs);
            }
        });
    }

    /// <summary>Waits until <paramref name="work"/> is done or the deadline has come, and reports.</summary>
    public async Task<StreamReport> FinishAsync(Task work, CancellationToken deadline)
    {
        try
        {
            await work.WaitAsync(deadline);
            observer.Ending();
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            Tally.Fail(StreamOutcome.Cancelled, "the deadline ended the stream");
            await _abort.CancelAsync();
            await work;
        }

        return await dialect.EndAsync(client, Tally);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _abort.Cancel();
        client.Dispose();
    }

    /// <summary>Sends a request once, and reads its answer; whatever goes wrong ends up in the tally.</summary>
    private async Task SendAsync(
        HttpRequestMessage message, HttpCompletionOption completion, Func<HttpResponseMessage, Task> readAsync)
    {
        Tally.Requested();
        try
        {
            using var answer = await client.SendAsync(message, completion, Aborted);
            var head = dialect.HeadOf(answer);
            Tally.AnsweredBy(head);
            if (head.InstanceId is { } instance)
            {
                observer.Answered(instance);
            }

            if (answer.StatusCode == HttpStatusCode.OK)
            {
                await readAsync(answer);
            }
            else if (answer.StatusCode != HttpStatusCode.NoContent)
            {
                var isOverload =
                    answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests;
                Fail(
                    isOverload ? StreamOutcome.Rejected : StreamOutcome.Failed,
                    string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)answer.StatusCode}: ")
                        + await dialect.RefusalAsync(answer, Aborted));
            }
        }
        catch (Exception failure) when (
            failure is HttpRequestException or IOException or OperationCanceledException or ProtocolException)
        {
            Fail(StreamOutcome.Failed, $"a request broke: {HttpWords.Of(failure)}");
        }
        finally
        {
            message.Dispose();
        }
    }

    private void Returned(StreamEvent output, long nowNs)
    {
        Tally.Returned(output.Payload.Length);
        observer.Returned(output, nowNs);
    }

    private void Fail(StreamOutcome outcome, string reason) => Tally.Fail(outcome, dialect.Redact(reason));
}
