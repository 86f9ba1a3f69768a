using System.Text.Json.Serialization;

namespace Eval.Systems.Brokers;

[JsonSerializable(typeof(BrokerStatus))]
internal sealed partial class BrokerJson : JsonSerializerContext;
