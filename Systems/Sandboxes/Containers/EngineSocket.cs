using System.Net.Sockets;
using Docker.DotNet;
using Microsoft.Net.Http.Client;

namespace Eval.Systems.Sandboxes.Containers;

/// <summary>How the client library reaches an engine at a Unix socket: where nobody listens, its own way keeps the
/// socket until it is collected, and one for each stream that comes meanwhile adds up. This one closes it.</summary>
internal sealed class EngineSocket(string path) : Credentials
{
    /// <inheritdoc />
    public override bool IsTlsCredentials() => false;

    /// <inheritdoc />
    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler)
    {
        innerHandler.Dispose();
        return new ManagedHandler(async (_, _, cancellation) => await ConnectAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>A connected socket.</summary>
    /// <exception cref="SocketException">Nobody listens there; nothing stays open.</exception>
    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
