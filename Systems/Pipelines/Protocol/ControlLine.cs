using System.Text.Json;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>
/// One line of control: from the coordinator to whoever submitted the job (JSON on standard output), and inside a
/// message from worker to coordinator. Stamps are <c>MonotonicClock</c> nanoseconds.
/// </summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Detail">An address or a reason, by kind.</param>
/// <param name="WorkerId">The worker's process, where it is about a worker.</param>
/// <param name="MainNs">The worker's main was entered.</param>
/// <param name="ReadyNs">The worker's graph was materialised and its session resumed.</param>
public sealed record ControlLine(
    ControlKind Kind, string? Detail = null, int WorkerId = 0, long MainNs = 0, long ReadyNs = 0)
{
    /// <summary>As one line of JSON.</summary>
    public string Encode() => JsonSerializer.Serialize(this, ProtocolJson.Default.ControlLine);

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static ControlLine Decode(string text) =>
        JsonSerializer.Deserialize(text, ProtocolJson.Default.ControlLine) ?? throw new JsonException("an empty line");
}
