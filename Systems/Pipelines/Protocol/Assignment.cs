namespace Eval.Systems.Pipelines.Protocol;

/// <summary>One partition of a job, for one worker.</summary>
/// <param name="Job">The job.</param>
/// <param name="Partition">Which of its partitions, from 0.</param>
/// <param name="Attempt">How often this partition was placed before; above 0 whoever had it is lost.</param>
public sealed record Assignment(Job Job, int Partition, int Attempt);
