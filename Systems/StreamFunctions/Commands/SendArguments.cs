using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Doors;

namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>What <c>send</c> was told, not yet believed.</summary>
internal sealed record SendArguments
{
    public string? Socket { get; init; }

    public string? Endpoint { get; init; }

    public string? Function { get; init; }

    public string? TokenFrom { get; init; }

    public string? Trust { get; init; }

    public bool Lines { get; init; }

    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>How to connect, or null where something is wrong.</summary>
    public Func<StreamSocket>? Connector(Mistakes mistakes)
    {
        if (Function is { Length: > 0 } && !Opening.IsName(Function, 63))
        {
            mistakes.Add($"--function {Function}: that is no name of a function");
        }

        if (Lines && Files.Count > 0)
        {
            mistakes.Add("either --lines or --file");
        }

        mistakes.AddRange(Files.Where(file => !File.Exists(file)).Select(file => $"--file {file}: does not exist"));
        if (Socket is null == Endpoint is null)
        {
            mistakes.Add("give --socket PATH or --endpoint HOST:PORT, one of both");
            return null;
        }

        if (Socket is not null)
        {
            if (Trust is not null || TokenFrom is not null)
            {
                mistakes.Add("--trust and --token-from are for --endpoint HOST:PORT");
            }

            return mistakes.AreNone ? () => UnixSocket.Connect(Path.GetFullPath(Socket)) : null;
        }

        var endpoint = EndpointOf(Endpoint!, mistakes);
        return mistakes.AreNone ? endpoint!.Connect : null;
    }

    /// <summary>TLS wherever bytes leave this machine, and wherever a certificate is named.</summary>
    private ServerEndpoint? EndpointOf(string text, Mistakes mistakes)
    {
        var token = TokenVariable.Read(TokenFrom, mistakes);
        var trusted = Trust is null ? null : TrustedIn(Trust, mistakes);
        var at = text.LastIndexOf(':');
        if (at <= 0 || !ushort.TryParse(text[(at + 1)..], out var port))
        {
            mistakes.Add($"--endpoint {text}: should be HOST:PORT");
            return null;
        }

        var host = text[..at].Trim('[', ']');
        var isHere = host == "localhost"
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        return new ServerEndpoint(host, port)
        {
            Token = token, Trusted = trusted, UseTls = Trust is not null || !isHere,
        };
    }

    private static X509Certificate2? TrustedIn(string file, Mistakes mistakes)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException
            or CryptographicException)
        {
            mistakes.Add($"--trust {file}: no certificate: {unreadable.Message}");
            return null;
        }
    }
}
