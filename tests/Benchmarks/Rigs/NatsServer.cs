using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Eval.Tests.Benchmarks.Linux;

namespace Eval.Tests.Benchmarks.Rigs;

/// <summary>A nats-server on a free port of the loopback.</summary>
internal sealed class NatsServer : IDisposable
{
    private const int Attempts = 100;
    private const int BetweenMilliseconds = 50;

    private readonly Process _process;

    private NatsServer(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens, host:port.</summary>
    public string Address { get; }

    /// <summary>Starts one, and waits until it answers a connection.</summary>
    /// <exception cref="IOException">It is not installed, or does not answer.</exception>
    public static NatsServer Start()
    {
        var port = FreePort();
        var program = new[] { "/usr/sbin/nats-server", "/usr/bin/nats-server", "/usr/local/bin/nats-server" }
            .FirstOrDefault(File.Exists) ?? throw new IOException("apt-get install nats-server");
        var start = new ProcessStartInfo(program) { RedirectStandardError = true };
        foreach (var argument in (string[])["-a", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        var server = new NatsServer(
            Process.Start(start)!, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"));
        _ = server._process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        for (var i = 0; i < Attempts; i++)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return server;
            }
            catch (SocketException)
            {
                Pause.Milliseconds(BetweenMilliseconds);
            }
        }

        server.Dispose();
        throw new IOException("nats-server does not answer");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
