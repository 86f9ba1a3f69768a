using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using MQTTnet.Server;

namespace Eval.Systems.Brokers;

/// <summary>
/// MQTTnet's server on a free loopback port. A client that connects with a session expiry keeps its subscriptions, and
/// its messages wait for it in order, up to a bound; beyond the bound they are dropped, which no publisher is told.
/// </summary>
internal sealed class EmbeddedBroker : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, long> _dropped = new();
    private readonly SessionGate _gate = new();
    private readonly MqttServerOptions _options;
    private readonly MqttServer _server;

    private EmbeddedBroker(MqttServerOptions options)
    {
        _options = options;
        _server = new MqttServerFactory().CreateMqttServer(options);
        _server.ValidatingConnectionAsync += connection => _gate.EnterAsync(Connecting(connection.ClientId));
        _server.ClientConnectedAsync += connection => Left(Connecting(connection.ClientId));
        _server.InterceptingPublishAsync += publish => _gate.EnterAsync(Publishing(publish.ClientId));
        _server.ApplicationMessageNotConsumedAsync += publish => Left(Publishing(publish.SenderId));
        _server.ApplicationMessageEnqueuedOrDroppedAsync += Queued;
    }

    /// <summary>The loopback port that it listens on.</summary>
    public int Port => _options.DefaultEndpointOptions.Port;

    /// <summary>Starts one that holds at most that many messages for each client.</summary>
    public static async Task<EmbeddedBroker> StartAsync(int maximumPending)
    {
        var broker = new EmbeddedBroker(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(0)
            .WithPersistentSessions()
            .WithMaxPendingMessagesPerClient(maximumPending)
            .WithPendingMessagesOverflowStrategy(MqttPendingMessagesOverflowStrategy.DropNewMessage)
            .Build());
        await broker._server.StartAsync();
        return broker;
    }

    /// <summary>What it knows of itself and its clients.</summary>
    public async Task<BrokerStatus> StatusAsync()
    {
        var connected = (await _server.GetClientsAsync()).ToDictionary(client => client.Id);
        var sessions = (await _server.GetSessionsAsync()).ToDictionary(session => session.Id);
        var accounts =
            from id in connected.Keys.Union(sessions.Keys).Order(StringComparer.Ordinal)
            let client = connected.GetValueOrDefault(id)
            select new ClientAccount(
                id,
                client?.RemoteEndPoint?.ToString(),
                client?.BytesReceived ?? 0,
                client?.BytesSent ?? 0,
                sessions.GetValueOrDefault(id)?.PendingApplicationMessagesCount ?? 0,
                _dropped.GetValueOrDefault(id));
        return new BrokerStatus(Version, _options.MaxPendingMessagesPerClient, [.. accounts]);
    }

    /// <summary>Deletes every session whose client id begins with that prefix: subscriptions, queue and connection.
    /// </summary>
    public async Task ForgetAsync(string prefix)
    {
        foreach (var session in await _server.GetSessionsAsync())
        {
            if (session.Id.StartsWith(prefix, StringComparison.Ordinal))
            {
                await session.DeleteAsync();
                _dropped.TryRemove(session.Id, out _);
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new MqttServerStopOptions());
        _server.Dispose();
        _gate.Dispose();
    }

    private static string Version =>
        typeof(MqttServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    private static string Connecting(string clientId) => "connecting " + clientId;

    private static string Publishing(string clientId) => "publishing " + clientId;

    private Task Queued(ApplicationMessageEnqueuedEventArgs message)
    {
        if (message.IsDropped)
        {
            _dropped.AddOrUpdate(message.ReceiverClientId, 1, (_, dropped) => dropped + 1);
        }

        return Left(Publishing(message.SenderClientId));
    }

    private Task Left(string holder)
    {
        _gate.Leave(holder);
        return Task.CompletedTask;
    }
}
