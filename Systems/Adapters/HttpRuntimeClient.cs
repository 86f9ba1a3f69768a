using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>One connection to a runtime's Unix socket, used by blocking calls on the caller's thread, so that no thread
/// pool has to wake between an event and its request. It never retries.</summary>
internal sealed class HttpRuntimeClient : IDisposable
{
    private const string MainEnteredHeader = "eval-main-entered-ns";
    private const int UsualBodyBytes = 16 * 1024 * 1024;
    private const int LongestRefusal = 300;

    private readonly string _socket;
    private readonly StreamRequest _request;
    private readonly HttpClient _client;

    /// <summary>Allocates it; nothing is connected yet.</summary>
    public HttpRuntimeClient(string socket, StreamRequest request)
    {
        (_socket, _request) = (socket, request);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = 1,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(Connect()),
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = new Uri("http://function/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = Math.Max(UsualBodyBytes, 4L * request.LargestPayload),
        };
    }

    /// <summary>Whether its socket is there.</summary>
    public bool IsListening => File.Exists(_socket);

    /// <summary>When the runtime's main was entered, as it told at the last GET; null where it does not tell.</summary>
    public long? MainEnteredNs { get; private set; }

    /// <summary>Asks whether the function is ready: one GET.</summary>
    public bool IsReady(CancellationToken cancellation)
    {
        try
        {
            Get(cancellation);
            return true;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or IOException)
        {
            return false;
        }
    }

    /// <summary>What the function answers to a GET.</summary>
    /// <exception cref="HttpRequestException">The request broke.</exception>
    /// <exception cref="IOException">It was refused.</exception>
    public byte[] Get(CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "");
        return Exchange(message, cancellation);
    }

    /// <summary>Sends an event, and gives the payload of its output.</summary>
    /// <exception cref="HttpRequestException">The request broke.</exception>
    /// <exception cref="IOException">It was refused.</exception>
    public byte[] Post(StreamEvent item, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "")
        {
            Content = new ReadOnlyMemoryContent(item.Payload),
        };
        message.Content.Headers.TryAddWithoutValidation("content-type", "application/octet-stream");
        HttpEventHeaders.Add(message.Headers, _request, item.Sequence);
        return Exchange(message, cancellation);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private byte[] Exchange(HttpRequestMessage message, CancellationToken cancellation)
    {
        using var response = _client.Send(message, HttpCompletionOption.ResponseContentRead, cancellation);

        // It is buffered already, so nothing is waited for.
        var bytes = response.Content.ReadAsByteArrayAsync(cancellation).GetAwaiter().GetResult();
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NoContent))
        {
            var words = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, LongestRefusal));
            throw new IOException($"HTTP {(int)response.StatusCode}: {words}");
        }

        if (response.Headers.TryGetValues(MainEnteredHeader, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var enteredNs))
        {
            MainEnteredNs = enteredNs;
        }

        return bytes;
    }

    private NetworkStream Connect()
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            connection.Connect(new UnixDomainSocketEndPoint(_socket));
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
