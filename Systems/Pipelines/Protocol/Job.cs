namespace Eval.Systems.Pipelines.Protocol;

/// <summary>A job of the engine: its operator graph source → map → sink, declared before anything runs.</summary>
/// <param name="StreamId">The stream that it handles.</param>
/// <param name="Source">Where events come from.</param>
/// <param name="Map">What is done with each.</param>
/// <param name="Sink">Where outputs go.</param>
public sealed record Job(string StreamId, SourceOperator Source, MapOperator Map, SinkOperator Sink);
