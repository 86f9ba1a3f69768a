using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Eval.Tests.Shared;

/// <summary>A real nats-server on free ports of the loopback, ended by its id.</summary>
internal sealed class NatsServer : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly HttpClient Http = new();

    private readonly Process _process;
    private readonly int _monitoringPort = FreePort();
    private readonly string _configuration;

    private NatsServer(string program, int port, int maximumPayload)
    {
        Port = port;
        _configuration = Path.GetTempFileName();
        File.WriteAllText(
            _configuration, $"listen: 127.0.0.1:{port}\nhttp: 127.0.0.1:{_monitoringPort}\n"
            + $"max_payload: {maximumPayload}\n");
        _process = Process.Start(new ProcessStartInfo(program, ["-c", _configuration])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The same, to connect to.</summary>
    public IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    /// <summary>Starts one, and waits until a connection is answered.</summary>
    public static async Task<NatsServer> StartAsync(int maximumPayload = 1 << 20, int? port = null)
    {
        var program = RealPart.Require("nats-server", "nats-server");
        var server = new NatsServer(program, port ?? FreePort(), maximumPayload);
        using var limit = new CancellationTokenSource(Limit);
        while (!await server.AnswersAsync(limit.Token))
        {
            await Task.Delay(20, limit.Token);
        }

        return server;
    }

    /// <summary>How many clients are connected, as its monitoring says.</summary>
    public async Task<int> ConnectionsAsync(CancellationToken cancellation)
    {
        var answer = await Http.GetFromJsonAsync<JsonElement>(
            new Uri($"http://127.0.0.1:{_monitoringPort}/connz"), cancellation);
        return answer.GetProperty("num_connections").GetInt32();
    }

    /// <summary>The subjects that are subscribed now, as its monitoring says.</summary>
    public async Task<IReadOnlyList<string>> SubjectsAsync(CancellationToken cancellation)
    {
        var answer = await Http.GetFromJsonAsync<JsonElement>(
            new Uri($"http://127.0.0.1:{_monitoringPort}/connz?subs=1"), cancellation);
        return
        [
            .. answer.GetProperty("connections").EnumerateArray()
                .Where(connection => connection.TryGetProperty("subscriptions_list", out _))
                .SelectMany(connection => connection.GetProperty("subscriptions_list").EnumerateArray())
                .Select(subject => subject.GetString()!),
        ];
    }

    /// <summary>Stops it in the middle of whatever it does; its sockets stay open.</summary>
    public Task FreezeAsync() => Freezing.StopAsync(_process.Id);

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Freezing.Continue(_process.Id);

    /// <summary>Ends it at once, as a crash would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        File.Delete(_configuration);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(EndPoint, cancellation);
            return await client.GetStream().ReadAsync(new byte[1], cancellation) == 1;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
