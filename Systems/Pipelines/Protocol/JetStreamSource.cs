namespace Eval.Systems.Pipelines.Protocol;

/// <summary>Pulls from a durable consumer that a NATS server keeps.</summary>
/// <param name="BrokerPort">The server's loopback port.</param>
/// <param name="Stream">The JetStream stream that holds the events.</param>
/// <param name="Consumer">The durable consumer's name.</param>
public sealed record JetStreamSource(int BrokerPort, string Stream, string Consumer) : SourceOperator(BrokerPort);
