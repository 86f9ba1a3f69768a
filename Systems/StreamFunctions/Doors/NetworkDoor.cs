using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Doors;

/// <summary>
/// A TCP listener in front of a control plane's Unix socket. It asks for TLS and a token where it has them, and then
/// passes bytes both ways without looking at them.
/// </summary>
internal sealed class NetworkDoor : IAsyncDisposable
{
    private readonly DoorSettings _settings;
    private readonly UnixDomainSocketEndPoint _controlPlane;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _accepting;
    private int _connections;

    /// <summary>Listens; when this returns, producers can connect.</summary>
    /// <exception cref="ArgumentException">It must not listen so; the message says why.</exception>
    /// <exception cref="SocketException">The address is taken or not of this machine.</exception>
    public NetworkDoor(DoorSettings settings, string controlPlanePath)
    {
        if (string.Join("; ", settings.Mistakes()) is { Length: > 0 } mistakes)
        {
            throw new ArgumentException(mistakes);
        }

        _settings = settings;
        _controlPlane = new UnixDomainSocketEndPoint(controlPlanePath);
        _listener = new Socket(settings.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(settings.Listen);
        _listener.Listen(settings.Connections);
        LocalEndpoint = (IPEndPoint)_listener.LocalEndPoint!;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint LocalEndpoint { get; }

    /// <summary>Connections that are inside now.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Lets nobody in any more, and ends who is inside.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_closed.Token).ConfigureAwait(false);
                var count = Interlocked.Increment(ref _connections);
                if (count > _settings.Connections + DoorSettings.MostRefused)
                {
                    Close(socket);
                    continue;
                }

                socket.NoDelay = true;
                _ = ServeAsync(socket, isBeyondCap: count > _settings.Connections);
            }
            catch (SocketException)
            {
                // Out of descriptors, or a peer that left in between: the next one may do better.
                await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Close(Socket socket)
    {
        socket.Dispose();
        Interlocked.Decrement(ref _connections);
    }

    private async Task ServeAsync(Socket socket, bool isBeyondCap)
    {
        try
        {
            using var handshake = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
            handshake.CancelAfter(_settings.Handshake);
            using var client = await EnterAsync(socket, handshake.Token).ConfigureAwait(false);
            if (isBeyondCap)
            {
                await RefuseAsync(
                    client, EndCode.Overloaded, $"{_settings.Connections} connections are the limit", handshake.Token);
            }
            else if (_settings.Token is { } token
                && !await TokenCheck.PassesAsync(client.Stream, token, handshake.Token).ConfigureAwait(false))
            {
                await RefuseAsync(
                    client, EndCode.Unauthorized, "the first frame is not authorize with the right token",
                    handshake.Token);
            }
            else
            {
                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                using var upstream = server;
                await server.ConnectAsync(_controlPlane, handshake.Token).ConfigureAwait(false);
                handshake.CancelAfter(Timeout.InfiniteTimeSpan);
                await Relay.RunAsync(client, Duplex.Of(server), _closed.Token).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException
            or AuthenticationException or ObjectDisposedException)
        {
            // It never got in: whoever it was sees the connection close.
        }
        finally
        {
            Close(socket);
        }
    }

    private async Task<Duplex> EnterAsync(Socket socket, CancellationToken handshake)
    {
        if (_settings.Certificate is null)
        {
            return Duplex.Of(socket);
        }

        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = _settings.Certificate,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            },
            handshake).ConfigureAwait(false);
        return Duplex.Of(tls);
    }

    /// <summary>Answers at once, and then takes what the client still sends until it closes, within the deadline: bytes
    /// that are left unread would reset the connection, and the answer with it.</summary>
    private static async Task RefuseAsync(
        Duplex client, EndCode code, string reason, CancellationToken handshake)
    {
        var summary = new StreamSummary { Outcome = EndKind.Rejected, Code = code, Reason = reason };
        var answer = new FrameBuilder().Preamble()
            .Control(FrameType.Report, ReportBody.Of(summary)).Written.ToArray();
        await client.Stream.WriteAsync(answer, handshake).ConfigureAwait(false);
        await client.EndSendingAsync().ConfigureAwait(false);
        var ignored = new byte[4096];
        while (await client.Stream.ReadAsync(ignored, handshake).ConfigureAwait(false) > 0)
        {
            // Events of a stream that will not be.
        }
    }
}
