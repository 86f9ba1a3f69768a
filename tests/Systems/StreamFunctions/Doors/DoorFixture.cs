using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Doors;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Serving;
using Eval.Tests.Shared;

namespace Eval.Tests.Systems.StreamFunctions.Doors;

/// <summary>A control plane with a real function behind a network door on a free port.</summary>
internal sealed class DoorFixture : IAsyncDisposable
{
    public const string Token = "correct horse";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");
    private readonly ControlPlane _plane;

    public DoorFixture(string? token = Token, X509Certificate2? certificate = null, int connections = 16,
        double handshakeSeconds = 20)
    {
        RealPart.Require("python3", "python3");
        var socket = Path.Combine(_folder.FullName, "socket");
        _plane = new ControlPlane(new ServerConfiguration
        {
            SocketPath = socket,
            Owner = "eval-door",
            Functions = [new() { Name = "uppercase", Stages = [new FunctionStage(Example(), [])] }],
        });
        var settings = new DoorSettings(
            new IPEndPoint(IPAddress.Loopback, 0), certificate, token is null ? null : Encoding.UTF8.GetBytes(token))
        {
            Connections = connections,
            Handshake = TimeSpan.FromSeconds(handshakeSeconds),
        };
        Door = new NetworkDoor(settings, socket);
    }

    public NetworkDoor Door { get; }

    /// <summary>What the control plane has seen.</summary>
    public ServerMetrics Metrics => _plane.Metrics;

    /// <summary>The way in for a producer that knows the token.</summary>
    public ServerEndpoint Endpoint => new("127.0.0.1", Door.LocalEndpoint.Port) { Token = Token };

    public async ValueTask DisposeAsync()
    {
        await Door.DisposeAsync();
        _plane.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>A certificate for that name: its own authority.</summary>
    public static X509Certificate2 CertificateFor(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static string Example([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(here)!, "..", "..", "..", "..", "Systems", "Sdk", "examples", "uppercase.py"));
}
