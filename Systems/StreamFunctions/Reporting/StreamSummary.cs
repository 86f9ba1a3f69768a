using System.Text.Json;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>
/// What the control plane tells of a stream after its end, as the body of the report frame. Stamps are MonotonicClock
/// nanoseconds; what was not reached is null. Of a workflow the stamps are those of the last stage to get there,
/// resources are sums, and the events received, handed and dropped those of the first stage, the outputs those of the
/// last: received = handed + dropped + waiting.
/// </summary>
public sealed record StreamSummary
{
    /// <summary>How it ended.</summary>
    public required EndKind Outcome { get; init; }

    /// <summary>Why, for programs.</summary>
    public required EndCode Code { get; init; }

    /// <summary>Why, for people, where it did not complete; what is too long is cut.</summary>
    public string? Reason
    {
        get;
        init => field = value is null ? null : ShortText.Of(value);
    }

    /// <summary>The connection was accepted.</summary>
    public long? AdmittedNs { get; init; }

    /// <summary>The instance's process existed: spawned, or seen to enter its main, whichever was first.</summary>
    public long? SandboxNs { get; init; }

    /// <summary>Its main was entered, as the instance says.</summary>
    public long? RuntimeNs { get; init; }

    /// <summary>It was ready for its first event, as it says.</summary>
    public long? ReadyNs { get; init; }

    /// <summary>It was reaped.</summary>
    public long? TeardownNs { get; init; }

    /// <summary>The first stage's instance; null where there never was one.</summary>
    public InstanceSummary? Instance { get; init; }

    /// <summary>From reading the first event to the instance being ready for it, seconds.</summary>
    public double? QueueSeconds { get; init; }

    /// <summary>CPU time of the instance, seconds.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>CPU time of the control plane's thread for this stream, seconds.</summary>
    public double? ControlCpuSeconds { get; init; }

    /// <summary>Largest resident set of the instance, bytes.</summary>
    public long? PeakRssBytes { get; init; }

    /// <summary>How long the instance lived, seconds.</summary>
    public double? InstanceSeconds { get; init; }

    /// <summary>Each stage of the workflow; one for a plain function, none where the stream was rejected.</summary>
    public IReadOnlyList<StageSummary> Stages { get; init; } = [];

    /// <summary>Whole events that came from the producer.</summary>
    public long EventsReceived { get; init; }

    /// <summary>Of those, handed to the first instance as a whole.</summary>
    public long EventsHanded { get; init; }

    /// <summary>Of those, dropped to make room for newer ones.</summary>
    public long EventsDropped { get; init; }

    /// <summary>Of those, still on their way to the first instance at the end.</summary>
    public long EventsWaiting { get; init; }

    /// <summary>Outputs of the last stage.</summary>
    public long Outputs { get; init; }

    /// <summary>Of those, dropped, as the deployment wants it.</summary>
    public long OutputsDropped { get; init; }

    /// <summary>The summary in a report frame's body.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static StreamSummary Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ReportJson.Default.StreamSummary) ?? throw new JsonException("null");
}
