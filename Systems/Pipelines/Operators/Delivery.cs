using MQTTnet;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>A message that the broker delivered and that has not been acknowledged.</summary>
/// <param name="Message">What it says.</param>
/// <param name="AcknowledgeAsync">Tells the broker that it need not come again.</param>
internal sealed record Delivery(MqttApplicationMessage Message, Func<CancellationToken, Task> AcknowledgeAsync);
