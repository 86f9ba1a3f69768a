using System.Text.Json;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>
/// One line of control: from the coordinator to whoever submitted the job (JSON on standard output), and inside a
/// message from worker to coordinator.
/// </summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Job">The job's id, where it is about a job.</param>
/// <param name="Detail">An address or a reason, by kind.</param>
/// <param name="Partition">The job's partition, from 0.</param>
/// <param name="Attempt">How often that partition was placed before.</param>
/// <param name="WorkerId">The worker's process, where it is about a worker.</param>
/// <param name="AtNs">When, <c>MonotonicClock</c> nanoseconds.</param>
/// <param name="Late">Events that were dropped since their window had closed, where something has ended.</param>
public sealed record ControlLine(
    ControlKind Kind, string Job = "", string? Detail = null, int Partition = 0, int Attempt = 0, int WorkerId = 0,
    long AtNs = 0, long Late = 0)
{
    /// <summary>As one line of JSON.</summary>
    public string Encode() => JsonSerializer.Serialize(this, ProtocolJson.Default.ControlLine);

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static ControlLine Decode(string text) =>
        JsonSerializer.Deserialize(text, ProtocolJson.Default.ControlLine) ?? throw new JsonException("an empty line");
}
