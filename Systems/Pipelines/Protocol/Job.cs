namespace Eval.Systems.Pipelines.Protocol;

/// <summary>A job of the engine: its operator graph source → map → operators → sink, declared before anything runs. It
/// runs once for each partition of the source.</summary>
/// <param name="Id">Unique in its cluster.</param>
/// <param name="Partitions">Into how many parts the source's events are split.</param>
/// <param name="Source">Where events come from.</param>
/// <param name="Map">What is done with each.</param>
/// <param name="Operators">What is done with the map's outputs, in order.</param>
/// <param name="Sink">Where outputs go.</param>
public sealed record Job(
    string Id, int Partitions, SourceOperator Source, MapOperator Map, IReadOnlyList<OperatorDefinition> Operators,
    SinkOperator Sink);
