using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Eval.Systems.Brokers;

/// <summary>
/// A real nats-server with JetStream on a free loopback port, as a child of this process: it has no way to end with its
/// parent by itself, so this process ends it. Its store is a folder that is removed with it.
/// </summary>
internal sealed class JetStreamServer : IAsyncDisposable
{
    private const string Listening = "Listening for client connections on ";
    private const int KeptLines = 100;

    /// <summary>The largest payload of the stream protocol, 16 MiB, with its headers and envelope.</summary>
    private const int MaximumPayload = 17 << 20;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _store;

    // The latest lines of its log; only the first few, up to the port, are ever waited for.
    private readonly Channel<string> _log = Channel.CreateBounded<string>(
        new BoundedChannelOptions(KeptLines) { FullMode = BoundedChannelFullMode.DropOldest });

    private JetStreamServer(Process process, string store) => (_process, _store) = (process, store);

    /// <summary>Where it answers, and who it is.</summary>
    public JetStreamAddress Address { get; private set; } = new(0, 0, "");

    /// <summary>Starts the program at that path, which keeps its data in a new folder at <paramref name="store"/>, and
    /// waits until it has answered a connection; it stores at most <paramref name="storeBytes"/> in memory, and on
    /// disk.</summary>
    /// <exception cref="IOException">It ended or stayed silent; the message holds what it logged.</exception>
    public static async Task<JetStreamServer> StartAsync(string program, string store, long storeBytes)
    {
        var start = new ProcessStartInfo(
            program,
            [
                "-c", Configured(store, storeBytes), "-js", "-sd", store,
                "-a", IPAddress.Loopback.ToString(), "-p", "-1",
            ])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        var server = new JetStreamServer(Process.Start(start)!, store);
        server._process.ErrorDataReceived += (_, line) => server.Logged(line.Data);
        server._process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            var port = await server.PortAsync(limit.Token);
            server.Address = new JetStreamAddress(
                port, server._process.Id, await VersionAsync(port, limit.Token));
            return server;
        }
        catch (Exception failure) when (failure is not IOException)
        {
            await server.DisposeAsync();
            throw new IOException($"{program} did not come up: {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (Directory.Exists(_store))
        {
            Directory.Delete(_store, recursive: true);
        }
    }

    /// <summary>What the server has no option for: its configuration, in the folder that goes with it.</summary>
    private static string Configured(string store, long storeBytes)
    {
        var file = Path.Combine(Directory.CreateDirectory(store).FullName, "nats.conf");
        File.WriteAllText(file, string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            max_payload: {{MaximumPayload}}
            jetstream { max_mem: {{storeBytes}}, max_file: {{storeBytes}} }

            """));
        return file;
    }

    private void Logged(string? line)
    {
        if (line is null)
        {
            _log.Writer.TryComplete();
        }
        else
        {
            _log.Writer.TryWrite(line);
        }
    }

    /// <summary>The port that the kernel gave it, from its log.</summary>
    private async Task<int> PortAsync(CancellationToken cancellation)
    {
        var last = "it logged nothing";
        await foreach (var line in _log.Reader.ReadAllAsync(cancellation))
        {
            last = line;
            var at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
            {
                return IPEndPoint.Parse(line[(at + Listening.Length)..]).Port;
            }
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"it ended: {last}"));
    }

    /// <summary>The server greets every connection with one line: INFO and an account of itself as JSON.</summary>
    private static async Task<string> VersionAsync(int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
        using var reader = new StreamReader(client.GetStream());
        var greeting = await reader.ReadLineAsync(cancellation) ?? "";
        using var info = JsonDocument.Parse(greeting["INFO ".Length..]);
        return info.RootElement.TryGetProperty("jetstream", out var jetStream) && jetStream.GetBoolean()
            ? info.RootElement.GetProperty("version").GetString()!
            : throw new InvalidOperationException("it offers no JetStream");
    }
}
