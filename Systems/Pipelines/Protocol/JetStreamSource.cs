namespace Eval.Systems.Pipelines.Protocol;

/// <summary>Pulls from durable consumers that a NATS server keeps, one for each partition.</summary>
/// <param name="BrokerPort">The server's loopback port.</param>
/// <param name="Stream">The JetStream stream that holds the events.</param>
/// <param name="Subject">The subjects of the partitions are this, a dot and the partition's number.</param>
public sealed record JetStreamSource(int BrokerPort, string Stream, string Subject) : SourceOperator(BrokerPort);
