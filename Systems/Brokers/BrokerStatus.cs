namespace Eval.Systems.Brokers;

/// <summary>The broker's account of itself.</summary>
/// <param name="Version">Of the MQTT server.</param>
/// <param name="QueueBound">How many messages it holds for one client; those beyond it are dropped.</param>
/// <param name="Clients">Every client that is connected or has a session, by name.</param>
public sealed record BrokerStatus(string Version, int QueueBound, IReadOnlyList<ClientAccount> Clients);
