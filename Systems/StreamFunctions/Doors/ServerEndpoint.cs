using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Doors;

/// <summary>A server's network door, as a producer sees it: it gives sockets for <c>StreamClient</c>.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
public sealed record ServerEndpoint(string Host, int Port)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>The token to show; null: none.</summary>
    public string? Token { get; init; }

    /// <summary>Whether to use TLS; a door that is not on this machine has it.</summary>
    public bool UseTls { get; init; }

    /// <summary>The server's own certificate, or the one of its authority; null: those that this machine trusts.
    /// </summary>
    public X509Certificate2? Trusted { get; init; }

    /// <summary>Connects and shows the token; the socket is then as one of the control plane itself. Behind TLS it is
    /// one end of a local pair, and a relay stands between.</summary>
    /// <exception cref="IOException">The server cannot be reached or is not the trusted one.</exception>
    public StreamSocket Connect()
    {
        var plain = TcpSocket.Connect(new IPEndPoint(Resolve(), Port), Limit);
        if (!UseTls)
        {
            ShowToken(bytes => plain.Send(bytes, [], wait: true));
            return plain;
        }

        var tls = new SslStream(
            new NetworkStream(new Socket(new SafeSocketHandle(plain.Descriptor, ownsHandle: true)), ownsSocket: true));
        try
        {
            Authenticate(tls);
            ShowToken(tls.Write);
            var (ours, theirs) = UnixSocket.Pair();
            var local = new Socket(new SafeSocketHandle(theirs.Descriptor, ownsHandle: true));
            _ = Relay.RunAsync(Duplex.Of(local), Duplex.Of(tls), CancellationToken.None);
            return ours;
        }
        catch (AuthenticationException untrusted)
        {
            tls.Dispose();
            throw new IOException($"{Host} is not the server that is trusted: {untrusted.Message}", untrusted);
        }
        catch
        {
            tls.Dispose();
            throw;
        }
    }

    private IPAddress Resolve()
    {
        try
        {
            return Dns.GetHostAddresses(Host)[0];
        }
        catch (SocketException unknown)
        {
            throw new IOException($"{Host} is not known: {unknown.Message}", unknown);
        }
    }

    private void ShowToken(SpanSender send)
    {
        if (Token is not null)
        {
            var token = Encoding.UTF8.GetBytes(Token);
            send(new FrameBuilder().Preamble().Control(FrameType.Authorize, token).Written);
        }
    }

    private void Authenticate(SslStream tls)
    {
        using var limit = new CancellationTokenSource(Limit);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (Trusted is not null)
        {
            options.RemoteCertificateValidationCallback = (_, shown, chain, errors) => IsTrusted(shown, chain, errors);
        }

        try
        {
            tls.AuthenticateAsClientAsync(options, limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException silent)
        {
            throw new IOException($"{Host} does not answer in TLS", silent);
        }
    }

    /// <summary>Either it is the pinned certificate itself, whatever its name, or one that its authority signed for
    /// that name.</summary>
    private bool IsTrusted(X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (shown is not X509Certificate2 certificate || chain is null)
        {
            return false;
        }

        if (certificate.RawDataMemory.Span.SequenceEqual(Trusted!.RawDataMemory.Span))
        {
            return true;
        }

        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 && chain.Build(certificate);
    }

    private delegate void SpanSender(ReadOnlySpan<byte> bytes);
}
