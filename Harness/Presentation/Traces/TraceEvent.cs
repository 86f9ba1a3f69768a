using System.Text.Json.Serialization;

namespace Eval.Harness.Presentation.Traces;

/// <summary>One line of a trace in the Trace Event Format, which Perfetto and the tracing pages of browsers open.
/// </summary>
/// <param name="Name">What is shown.</param>
/// <param name="Kind">X: from a time on for a duration; i: at one time; M: a name of a process or thread.</param>
/// <param name="Process">The system, from 1.</param>
/// <param name="Thread">The track, of its own number in the whole trace.</param>
internal sealed record TraceEvent(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("ph")] char Kind,
    [property: JsonPropertyName("pid")] int Process,
    [property: JsonPropertyName("tid")] int Thread)
{
    /// <summary>When, microseconds since the trace's beginning, to the nanosecond.</summary>
    [JsonPropertyName("ts")]
    public decimal? AtMicroseconds { get; init; }

    /// <summary>For how long, microseconds.</summary>
    [JsonPropertyName("dur")]
    public decimal? ForMicroseconds { get; init; }

    /// <summary>How far an instant's mark goes: t, its own track.</summary>
    [JsonPropertyName("s")]
    public string? Scope { get; init; }

    /// <summary>What is shown of it when it is chosen.</summary>
    [JsonPropertyName("args")]
    public IReadOnlyDictionary<string, object>? Details { get; init; }
}
