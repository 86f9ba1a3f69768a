using System.Text.Json.Serialization;

namespace Eval.Systems.Faas;

/// <summary>The gateway's command line and accounts as JSON, the same on both sides of the wire.</summary>
[JsonSerializable(typeof(GatewayAccount))]
[JsonSerializable(typeof(BoxPolicy))]
[JsonSerializable(typeof(IReadOnlyList<InstanceAccount>))]
public sealed partial class AccountJson : JsonSerializerContext;
