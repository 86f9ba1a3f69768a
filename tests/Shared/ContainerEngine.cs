using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Eval.Tests.Shared;
using Xunit;

[assembly: AssemblyFixture(typeof(ContainerEngine))]

namespace Eval.Tests.Shared;

/// <summary>A Docker engine of the tests' own, started at its first use: without a bridge and without touching the
/// firewall, its data in a temporary folder.</summary>
public sealed class ContainerEngine : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _starting = new(1);
    private readonly string _folder = Path.Join(Path.GetTempPath(), $"eval-dockerd-{Environment.ProcessId}");
    private Process? _engine;

    /// <summary>Where it listens, once <see cref="StartAsync"/> is done.</summary>
    public Uri Address => new($"unix://{_folder}/docker.sock");

    /// <summary>Its process, or null while it does not run.</summary>
    public int? ProcessId => _engine?.Id;

    /// <inheritdoc />
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts it where it does not run yet; gives where it listens.</summary>
    public async Task<Uri> StartAsync()
    {
        var program = RealPart.Require("dockerd", "docker.io");
        if (!Environment.IsPrivilegedProcess)
        {
            RealPart.Miss("a Docker engine of the tests' own needs root");
        }

        await _starting.WaitAsync(Limit);
        try
        {
            if (_engine is null)
            {
                Directory.CreateDirectory(_folder);
                _engine = Process.Start(new ProcessStartInfo("/bin/sh", ["-c",
                    $"exec {program} --iptables=false --bridge=none --data-root {_folder}/data "
                    + $"--exec-root {_folder}/exec --pidfile {_folder}/pid -H {Address} >{_folder}/log 2>&1"]));
                await UntilItAnswersAsync();
            }
        }
        finally
        {
            _starting.Release();
        }

        return Address;
    }

    /// <summary>Asks it for something as any of its clients could.</summary>
    public async Task<JsonElement> AskAsync(HttpMethod method, string path, object? body = null)
    {
        using var client = Client();
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.StartsWith('{') || text.StartsWith('[') ? JsonSerializer.Deserialize<JsonElement>(text) : default;
    }

    /// <summary>The number of its containers with that owner's label.</summary>
    public async Task<int> CountAsync(string owner)
    {
        var filter = Uri.EscapeDataString($$"""{"label":["eval.owner={{owner}}"]}""");
        return (await AskAsync(HttpMethod.Get, $"/containers/json?all=1&filters={filter}")).GetArrayLength();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _starting.Dispose();
        if (_engine is not null)
        {
            using var end = Process.Start("/bin/kill", [$"{_engine.Id}"]);
            using var limit = new CancellationTokenSource(Limit);
            await _engine.WaitForExitAsync(limit.Token);
            _engine.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Address.AbsolutePath), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://engine"),
        Timeout = Limit,
    };

    private async Task UntilItAnswersAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                await AskAsync(HttpMethod.Get, "/_ping");
                return;
            }
            catch (HttpRequestException)
            {
                Assert.False(
                    _engine!.HasExited, $"dockerd ended: {File.ReadLines($"{_folder}/log").LastOrDefault()}");
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
        }
    }
}
