using System.Text.Json.Serialization;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>What a <see cref="ControlLine"/> tells.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ControlKind>))]
public enum ControlKind
{
    /// <summary>The coordinator forms a cluster of one; <see cref="ControlLine.Detail"/> is where workers
    /// join.</summary>
    Listening,

    /// <summary>A worker runs the job's graph, and is about to read its first event.</summary>
    Running,

    /// <summary>The graph has ended: every event is acknowledged, every output and the end published.</summary>
    Completed,

    /// <summary>The job broke; <see cref="ControlLine.Detail"/> says why.</summary>
    Failed,
}
