namespace Eval.Systems.Pipelines.Protocol;

/// <summary>Publishes outputs, and after the last one an end of stream with the function's trailer.</summary>
/// <param name="Topic">Where to, at the source's broker: an MQTT topic or a NATS subject.</param>
public sealed record SinkOperator(string Topic);
