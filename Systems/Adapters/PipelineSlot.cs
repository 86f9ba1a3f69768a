namespace Eval.Systems.Adapters;

/// <summary>A job that runs before its stream.</summary>
/// <param name="Stream">The name under which the broker keeps the stream.</param>
/// <param name="Job">The job.</param>
internal sealed record PipelineSlot(string Stream, PipelineJob Job);
