using System.Net.Sockets;

namespace Eval.Systems.Faas;

/// <summary>The gateway's connections to one host, over its Unix socket. The one on which the host said that it is
/// ready serves the first request.</summary>
internal sealed class HostConnections : IDisposable
{
    private readonly UnixDomainSocketEndPoint _host;
    private Socket? _probed;

    private HostConnections(string path)
    {
        _host = new UnixDomainSocketEndPoint(path);
        Client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            ConnectCallback = async (_, cancellation) => new NetworkStream(
                Interlocked.Exchange(ref _probed, null) ?? await ConnectAsync(cancellation), ownsSocket: true),
        });
    }

    /// <summary>Those to the host that listens at that path; opens none yet.</summary>
    public static HostConnections To(string path) => new(path);

    /// <summary>Sends requests to the host.</summary>
    public HttpMessageInvoker Client { get; }

    /// <summary>Keeps an open connection for the first request.</summary>
    public void Keep(Socket? connection) => Interlocked.Exchange(ref _probed, connection)?.Dispose();

    /// <inheritdoc />
    public void Dispose()
    {
        Client.Dispose();
        Keep(null);
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(_host, cancellation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
