using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Eval.Systems.Brokers;
using Eval.Systems.Sandboxes;

// Usage: Eval.Systems.Brokers mqtt MAXIMUM-PENDING-MESSAGES-PER-CLIENT
//        Eval.Systems.Brokers jetstream NATS-SERVER STORE-FOLDER STORE-BYTES
//        Eval.Systems.Brokers redis REDIS-SERVER SOCKET MEMORY-BYTES
using var lifetime = new ParentLifetime();
try
{
    await (args switch
    {
        ["mqtt", var pending] => ServeMqttAsync(int.Parse(pending, CultureInfo.InvariantCulture)),
        ["jetstream", var program, var store, var bytes] =>
            SuperviseAsync(program, store, long.Parse(bytes, CultureInfo.InvariantCulture)),
        ["redis", var program, var socket, var bytes] =>
            SuperviseRedisAsync(program, socket, long.Parse(bytes, CultureInfo.InvariantCulture)),
        _ => throw new IOException("usage: mqtt MAXIMUM-PENDING | jetstream NATS-SERVER STORE-FOLDER STORE-BYTES"
            + " | redis REDIS-SERVER SOCKET MEMORY-BYTES"),
    });
    return 0;
}
catch (OperationCanceledException)
{
    // The parent asked for the end.
    return 0;
}
catch (Exception failure) when (failure is IOException or System.ComponentModel.Win32Exception)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

async Task ServeMqttAsync(int maximumPending)
{
    await using var broker = await EmbeddedBroker.StartAsync(maximumPending);
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    var address = new BrokerAddress(broker.Port, ((IPEndPoint)listener.LocalEndpoint).Port);
    await Console.Out.WriteLineAsync($"ready {address}");
    await BrokerControl.ServeAsync(listener, broker, lifetime.Ended);
}

async Task SuperviseAsync(string program, string store, long storeBytes)
{
    await using var server = await JetStreamServer.StartAsync(program, store, storeBytes);
    await Console.Out.WriteLineAsync($"ready {server.Address}");
    await Task.Delay(Timeout.Infinite, lifetime.Ended);
}

async Task SuperviseRedisAsync(string program, string socket, long mostBytes)
{
    await using var server = await RedisServer.StartAsync(program, socket, mostBytes);
    await Console.Out.WriteLineAsync($"ready {server.Address}");
    await Task.Delay(Timeout.Infinite, lifetime.Ended);
}
