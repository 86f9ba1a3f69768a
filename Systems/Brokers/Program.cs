using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Eval.Systems.Brokers;
using Eval.Systems.Sandboxes;

// Usage: Eval.Systems.Brokers MAXIMUM-PENDING-MESSAGES-PER-CLIENT
using var lifetime = new ParentLifetime();
var maximumPending = int.Parse(args[0], CultureInfo.InvariantCulture);
await using var broker = await EmbeddedBroker.StartAsync(maximumPending);
using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
var address = new BrokerAddress(broker.Port, ((IPEndPoint)listener.LocalEndpoint).Port);
await Console.Out.WriteLineAsync($"ready {address}");
try
{
    await BrokerControl.ServeAsync(listener, broker, lifetime.Ended);
}
catch (OperationCanceledException)
{
    // The parent asked for the end.
}
