using System.Text.Json.Serialization;

namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>The JSON of report frames.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(StreamSummary))]
[JsonSerializable(typeof(InstanceSummary[]))]
internal sealed partial class ReportJson : JsonSerializerContext;
