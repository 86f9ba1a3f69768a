using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Brokers;

namespace Eval.Systems.Adapters;

/// <summary>A redis-server of one deployment alone, on a Unix socket. Its supervisor ends it with this process.
/// </summary>
internal sealed class StateServer : IAsyncDisposable
{
    /// <summary>The most memory that it takes: states of a thousand streams of video.</summary>
    private const long MostBytes = 512L << 20;

    private const string Name = "redis-server";

    private readonly ControlProcess _supervisor;
    private readonly RedisAddress _address;

    private StateServer(ControlProcess supervisor)
    {
        _supervisor = supervisor;
        _address = RedisAddress.Parse(supervisor.Detail);
    }

    /// <summary>Path of its socket.</summary>
    public string Socket => _address.Socket;

    /// <summary>What it says it is.</summary>
    public string Version => _address.Version;

    /// <summary>The server and its supervisor.</summary>
    public IReadOnlyList<int> ProcessIds => [_address.ProcessId, _supervisor.ProcessId];

    /// <summary>Starts one, and waits until it answers.</summary>
    /// <param name="workspace">Where its socket is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SystemUnavailableException">redis-server is missing, or did not come up.</exception>
    public static async Task<StateServer> StartAsync(string workspace, CancellationToken cancellation)
    {
        var program = Find()
            ?? throw new SystemUnavailableException("redis-server is missing: apt-get install redis-server");
        return new StateServer(await ControlProcess.StartAsync(
            "Eval.Systems.Brokers",
            [
                "redis", program, Path.Combine(workspace, "redis.sock"),
                MostBytes.ToString(CultureInfo.InvariantCulture),
            ],
            cancellation));
    }

    /// <summary>Its path, or null. Links stay: Debian's is one to a program that goes by the name that it is called.
    /// </summary>
    private static string? Find() => $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin"
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, Name))
        .FirstOrDefault(File.Exists);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _supervisor.DisposeAsync();
}
