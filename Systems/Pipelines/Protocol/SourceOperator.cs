namespace Eval.Systems.Pipelines.Protocol;

/// <summary>Reads a session that an MQTT broker keeps, each event acknowledged once its outputs are at the
/// sink.</summary>
/// <param name="BrokerPort">The broker's loopback port.</param>
/// <param name="ClientId">The name under which the broker keeps the session, its subscription and its queue.</param>
public sealed record SourceOperator(int BrokerPort, string ClientId);
