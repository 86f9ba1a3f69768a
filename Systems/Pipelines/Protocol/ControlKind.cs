using System.Text.Json.Serialization;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>What a <see cref="ControlLine"/> tells.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ControlKind>))]
public enum ControlKind
{
    /// <summary>The coordinator forms a cluster of one; <see cref="ControlLine.Detail"/> is where workers
    /// join.</summary>
    Listening,

    /// <summary>As many workers are members of the cluster as there should be; told again after one was lost.</summary>
    Joined,

    /// <summary>A worker runs the graph of a partition, and is about to read its first event.</summary>
    Running,

    /// <summary>From a worker: a partition has ended; its events are acknowledged, its outputs and its end published.
    /// </summary>
    Done,

    /// <summary>Every partition of the job has ended.</summary>
    Completed,

    /// <summary>The job broke; <see cref="ControlLine.Detail"/> says why.</summary>
    Failed,

    /// <summary>A worker is gone, or counts as gone; <see cref="ControlLine.Detail"/> is its address.</summary>
    Lost,
}
