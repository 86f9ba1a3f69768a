using System.Text.Json.Serialization;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>An operator that follows the map.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operator")]
[JsonDerivedType(typeof(KeyedCountOperator), "keyed-count")]
[JsonDerivedType(typeof(TumblingWindowOperator), "tumbling-window")]
public abstract record OperatorDefinition;
