using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Eval.Systems.Abstractions;
using Eval.Systems.Faas;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>The client of one stream: connections of its own, none of which is opened before the first request.
/// </summary>
internal sealed class FaasConnection : IDisposable
{
    // Instances that must always be there start anew meanwhile.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _abort = new();
    private readonly HttpClient _client;

    /// <summary>Allocates the client; answers and events beyond <paramref name="maxBodyBytes"/> are errors.</summary>
    public FaasConnection(Uri gateway, StreamRequest request, IStreamObserver observer, int maxBodyBytes)
    {
        (Request, Observer, MaxBodyBytes) = (request, observer, maxBodyBytes);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = gateway,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = maxBodyBytes,
        };
    }

    /// <summary>The stream.</summary>
    public StreamRequest Request { get; }

    /// <summary>Who is told of events sent and returned.</summary>
    public IStreamObserver Observer { get; }

    /// <summary>The bound of a body, bytes.</summary>
    public int MaxBodyBytes { get; }

    /// <summary>What the stream amounts to so far.</summary>
    public FaasTally Tally { get; } = new();

    /// <summary>Cancelled when the stream ends by force.</summary>
    public CancellationToken Aborted => _abort.Token;

    /// <summary>A request of this stream.</summary>
    public HttpRequestMessage Post(string route, HttpContent? content)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, route) { Content = content };
        message.Headers.TryAddWithoutValidation(FaasProtocol.StreamHeader, Request.StreamId);
        message.Headers.TryAddWithoutValidation(
            FaasProtocol.ExpectedEventsHeader, Request.Events.ToString(CultureInfo.InvariantCulture));
        return message;
    }

    /// <summary>Sends a request for the function once, and reads its answer; whatever goes wrong ends up in the tally.
    /// </summary>
    public async Task SendAsync(
        HttpRequestMessage message, HttpCompletionOption completion, Func<HttpResponseMessage, Task> readAsync)
    {
        Tally.Requested();
        try
        {
            using var response = await _client.SendAsync(message, completion, Aborted);
            if (response.Headers.NonValidated.TryGetValues(FaasProtocol.InstanceHeader, out var instance))
            {
                Observer.Answered(instance.ToString());
            }

            if (response.IsSuccessStatusCode)
            {
                await readAsync(response);
                return;
            }

            var reason = await response.Content.ReadAsStringAsync(Aborted);
            var isOverload =
                response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests;
            Tally.Fail(
                isOverload ? StreamOutcome.Rejected : StreamOutcome.Failed,
                $"HTTP {(int)response.StatusCode}: {reason}");
        }
        catch (Exception failure) when (
            failure is HttpRequestException or IOException or OperationCanceledException or ProtocolException)
        {
            Tally.Fail(StreamOutcome.Failed, $"a request broke: {failure.Message}");
        }
        finally
        {
            message.Dispose();
        }
    }

    /// <summary>An output is here.</summary>
    public void Returned(StreamEvent output, long nowNs)
    {
        Tally.Returned(output.Payload.Length);
        Observer.Returned(output, nowNs);
    }

    /// <summary>Waits until <paramref name="work"/> is done or the deadline has come, ends the stream at the gateway,
    /// and reports.</summary>
    public async Task<StreamReport> FinishAsync(Task work, CancellationToken deadline)
    {
        try
        {
            await work.WaitAsync(deadline);
            Observer.Ending();
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            Tally.Fail(StreamOutcome.Cancelled, "the deadline ended the stream");
            await _abort.CancelAsync();
            await work;
        }

        var account = await EndAsync();
        return FaasReport.Of(Request, Tally.ToReport(), account);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _abort.Cancel();
        _client.Dispose();
    }

    private async Task<GatewayAccount?> EndAsync()
    {
        using var limit = new CancellationTokenSource(EndLimit);
        using var message = Post(FaasProtocol.EndRoute, content: null);
        try
        {
            using var response = await _client.SendAsync(message, limit.Token);
            return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(
                AccountJson.Default.GatewayAccount, limit.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            Tally.Fail(StreamOutcome.Failed, $"the gateway gave no account: {failure.Message}");
            return null;
        }
    }
}
