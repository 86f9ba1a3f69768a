namespace Eval.Systems.Adapters;

/// <summary>A partition of a job that went on at another worker.</summary>
/// <param name="Job">The job.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="WorkerId">The process of the worker that goes on with it.</param>
/// <param name="RunningNs">Since when, MonotonicClock nanoseconds.</param>
internal sealed record PipelineTakeover(string Job, int Partition, int WorkerId, long RunningNs);
