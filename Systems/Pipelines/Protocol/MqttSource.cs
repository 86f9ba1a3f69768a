namespace Eval.Systems.Pipelines.Protocol;

/// <summary>Reads a session that an MQTT broker keeps.</summary>
/// <param name="BrokerPort">The broker's loopback port.</param>
/// <param name="ClientId">The name under which the broker keeps the session, its subscription and its queue.</param>
public sealed record MqttSource(int BrokerPort, string ClientId) : SourceOperator(BrokerPort);
