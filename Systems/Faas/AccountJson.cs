using System.Text.Json.Serialization;

namespace Eval.Systems.Faas;

/// <summary>The gateway's accounts as JSON, the same on both sides of the wire.</summary>
[JsonSerializable(typeof(GatewayAccount))]
[JsonSerializable(typeof(IReadOnlyList<InstanceAccount>))]
public sealed partial class AccountJson : JsonSerializerContext;
