using MQTTnet;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>A delivery with what is to be published before it is acknowledged.</summary>
internal sealed record Handled(Delivery Delivery, IEnumerable<MqttApplicationMessage> Outputs);
