using System.Text.Json.Serialization;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>Reads what a broker keeps for the job, each event acknowledged once its outputs are at the sink.</summary>
/// <param name="BrokerPort">The broker's loopback port.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "broker")]
[JsonDerivedType(typeof(MqttSource), "mqtt")]
[JsonDerivedType(typeof(JetStreamSource), "jetstream")]
public abstract record SourceOperator(int BrokerPort);
