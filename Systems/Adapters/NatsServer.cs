using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Brokers;

namespace Eval.Systems.Adapters;

/// <summary>A nats-server of one deployment alone, on a loopback port. Its supervisor ends it with this process.
/// </summary>
internal sealed class NatsServer : IAsyncDisposable
{
    /// <summary>The most bytes that one stores where nobody says otherwise.</summary>
    public const long DefaultStoreBytes = 4L << 30;

    private readonly ControlProcess _supervisor;
    private readonly JetStreamAddress _address;

    private NatsServer(ControlProcess supervisor)
    {
        _supervisor = supervisor;
        _address = JetStreamAddress.Parse(supervisor.Detail);
    }

    /// <summary>Where it listens, such as 127.0.0.1:4222.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Its port.</summary>
    public int Port => _address.Port;

    /// <summary>What it says it is.</summary>
    public string Version => _address.Version;

    /// <summary>The server and its supervisor.</summary>
    public IReadOnlyList<int> ProcessIds => [_address.ProcessId, _supervisor.ProcessId];

    /// <summary>Starts one, and waits until it answers.</summary>
    /// <param name="workspace">Where its store is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="storeBytes">The most bytes that it stores in memory, and on disk.</param>
    /// <exception cref="SystemUnavailableException">nats-server is missing, or did not come up.</exception>
    public static async Task<NatsServer> StartAsync(
        string workspace, CancellationToken cancellation, long storeBytes = DefaultStoreBytes)
    {
        var program = PipelineNatsProgram.Find()
            ?? throw new SystemUnavailableException("nats-server is missing: apt-get install nats-server");
        return new NatsServer(await ControlProcess.StartAsync(
            "Eval.Systems.Brokers",
            ["jetstream", program, Path.Combine(workspace, "nats"), storeBytes.ToString(CultureInfo.InvariantCulture)],
            cancellation));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _supervisor.DisposeAsync();
}
