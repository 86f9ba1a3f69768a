using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Has the client's code compiled before the first trial, without a request to the function itself.</summary>
internal sealed class HttpFunctionWarmUp : IStreamObserver
{
    // Methods are compiled a second time after 30 calls.
    private const int Events = 40;
    private const int Streams = 3;
    private const int PayloadBytes = 57_600;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Runs whole streams against an echo on loopback.</summary>
    /// <param name="streamTo">Makes a stream to that address.</param>
    /// <param name="cancellation">Ends the warm-up.</param>
    public static async Task RunAsync(
        Func<Uri, Func<StreamRequest, IStreamObserver, IStreamUnderTest>> streamTo, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        using var echo = LoopbackEcho.Start();
        var payload = new byte[PayloadBytes];
        for (var i = 0; i < Streams; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"warm-up-{i}");
            var request = new StreamRequest(id, Events, PayloadBytes);
            await using var stream = streamTo(echo.Address)(request, new HttpFunctionWarmUp());
            for (var sequence = 0; sequence < Events; sequence++)
            {
                stream.Send(new StreamEvent(sequence, payload));
            }

            stream.Complete();
            await stream.FinishAsync(limit.Token);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>One TLS handshake with the host, on a connection that is closed at once: a platform starts an instance
    /// at a request. Whether it succeeds is for the trials to find.</summary>
    public static async Task ShakeHandsAsync(Uri url, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(url.DnsSafeHost, url.Port, limit.Token);
            await using var tls = new SslStream(client.GetStream());
            var options = new SslClientAuthenticationOptions { TargetHost = url.DnsSafeHost };
            await tls.AuthenticateAsClientAsync(options, limit.Token);
        }
        catch (Exception refused) when (
            refused is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    void IStreamObserver.Sent(long sequence, long nowNs)
    {
        // Nothing of a throwaway stream is kept.
    }

    void IStreamObserver.Returned(StreamEvent output, long nowNs)
    {
        // Nothing of a throwaway stream is kept.
    }
}
