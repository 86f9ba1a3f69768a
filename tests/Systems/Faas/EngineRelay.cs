using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Eval.Tests.Systems.Faas;

/// <summary>A Unix socket in front of a container engine's, which can be cut: the engine is then gone for those who
/// came this way, and for nobody else.</summary>
internal sealed class EngineRelay : IDisposable
{
    private readonly ConcurrentBag<Socket> _open = [];
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _engine;
    private readonly string _path;

    public EngineRelay(string enginePath, string path)
    {
        (_engine, _path) = (enginePath, path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>Closes every connection, and refuses all that come.</summary>
    public void Cut()
    {
        _listener.Dispose();
        while (_open.TryTake(out var socket))
        {
            socket.Dispose();
        }
    }

    public void Dispose()
    {
        Cut();
        File.Delete(_path);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptAsync();
                var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                _open.Add(near);
                _open.Add(far);
                await far.ConnectAsync(new UnixDomainSocketEndPoint(_engine));
                _ = CopyAsync(near, far);
                _ = CopyAsync(far, near);
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // Nobody is let in any more.
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var part = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(part) is > 0 and var count)
            {
                await to.SendAsync(part.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
