using System.Text.Json.Serialization;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>Serialisers made at compile time, which a cold start needs.</summary>
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(ControlLine))]
public sealed partial class ProtocolJson : JsonSerializerContext;
