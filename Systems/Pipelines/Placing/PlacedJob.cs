using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines.Placing;

/// <summary>A job with the state of its partitions.</summary>
internal sealed class PlacedJob(Job job)
{
    /// <summary>The job.</summary>
    public Job Job { get; } = job;

    /// <summary>Its partitions, by number.</summary>
    public IReadOnlyList<PlacedPart> Parts { get; } =
        [.. Enumerable.Range(0, job.Partitions).Select(partition => new PlacedPart(partition))];
}
