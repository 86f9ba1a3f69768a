using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>The client of one stream to a function by URL: connections of its own, none of which is opened before the
/// first request. It never retries, and follows no redirect.</summary>
internal sealed class HttpFunctionConnection : IDisposable
{
    /// <summary>The most connections at once; requests beyond wait here, in their order.</summary>
    public const int MostConnections = 256;

    private const int UsualBodyBytes = 16 * 1024 * 1024;
    private const int RefusalCharacters = 300;

    private readonly CancellationTokenSource _abort = new();
    private readonly HttpClient _client;
    private readonly Uri _url;
    private readonly HttpCredential _credential;

    /// <summary>Allocates the client.</summary>
    public HttpFunctionConnection(
        Uri url, HttpCredential credential, StreamRequest request, IStreamObserver observer)
    {
        (_url, _credential, Request, Observer) = (url, credential, request, observer);
        MaxBodyBytes = (int)Math.Min(int.MaxValue, Math.Max(UsualBodyBytes, 4L * request.LargestPayload));
        var handler = new SocketsHttpHandler
        {
            UseProxy = !url.IsLoopback,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = MostConnections,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        _client = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxBodyBytes,
        };
    }

    /// <summary>The stream.</summary>
    public StreamRequest Request { get; }

    /// <summary>Who is told of events sent and returned.</summary>
    public IStreamObserver Observer { get; }

    /// <summary>The bound of one output, bytes.</summary>
    public int MaxBodyBytes { get; }

    /// <summary>What the stream amounts to so far.</summary>
    public FaasTally Tally { get; } = new();

    /// <summary>Cancelled when the stream ends by force.</summary>
    public CancellationToken Aborted => _abort.Token;

    /// <summary>Sends one request, and reads its answer; whatever goes wrong ends up in the tally.</summary>
    /// <param name="content">Its body.</param>
    /// <param name="sequence">The event that it carries; null: the whole stream.</param>
    /// <param name="completion">When the answer is handed to the reader.</param>
    /// <param name="readAsync">Reads an answer of status 200; one of 204 has no output.</param>
    public async Task SendAsync(
        HttpContent content, long? sequence, HttpCompletionOption completion, Func<HttpContent, Task> readAsync)
    {
        Tally.Requested();
        try
        {
            using var message = MessageOf(content, sequence);
            using var response = await _client.SendAsync(message, completion, Aborted);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                await readAsync(response.Content);
            }
            else if (response.StatusCode != HttpStatusCode.NoContent)
            {
                var isOverload = response.StatusCode
                    is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests;
                Fail(isOverload ? StreamOutcome.Rejected : StreamOutcome.Failed, await RefusalAsync(response));
            }
        }
        catch (Exception failure) when (
            failure is HttpRequestException or IOException or OperationCanceledException or ProtocolException)
        {
            Fail(StreamOutcome.Failed, $"a request broke: {HttpWords.Of(failure)}");
        }
    }

    /// <summary>An output is here.</summary>
    public void Returned(StreamEvent output, long nowNs)
    {
        Tally.Returned(output.Payload.Length);
        Observer.Returned(output, nowNs);
    }

    /// <summary>Waits until <paramref name="work"/> is done or the deadline has come, and reports.</summary>
    public async Task<StreamReport> FinishAsync(Task work, CancellationToken deadline)
    {
        try
        {
            await work.WaitAsync(deadline);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            Fail(StreamOutcome.Cancelled, "the deadline ended the stream");
            await _abort.CancelAsync();
            await work;
        }

        return Tally.ToReport();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _abort.Cancel();
        _client.Dispose();
    }

    private HttpRequestMessage MessageOf(HttpContent content, long? sequence)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var message = new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
        message.Headers.Authorization = _credential.Header;
        if (sequence is { } number)
        {
            HttpEventHeaders.Add(message.Headers, Request, number);
        }

        return message;
    }

    private void Fail(StreamOutcome outcome, string reason) => Tally.Fail(outcome, _credential.Redact(reason));

    /// <summary>The status, where it redirects to, and the first words of its body, of which no more is read than that
    /// takes.</summary>
    private async Task<string> RefusalAsync(HttpResponseMessage response)
    {
        var status = $"HTTP {Text((int)response.StatusCode)}";
        if (response.Headers.Location is { } elsewhere)
        {
            var place = elsewhere.OriginalString.Split('?', '#')[0];
            return $"{status}: a redirect to {place}, which is not followed";
        }

        var bytes = new byte[RefusalCharacters + _credential.LongestSecret];
        await using var body = await response.Content.ReadAsStreamAsync(Aborted);
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, Aborted);
        var words = _credential.Redact(Encoding.Latin1.GetString(bytes, 0, count), RefusalCharacters);
        return $"{status}: {string.Concat(words.Where(letter => !char.IsControl(letter)))}";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
