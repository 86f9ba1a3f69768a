using System.Text.Json;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>
/// What the control plane tells of a stream after its end, as the body of the report frame. Stamps are MonotonicClock
/// nanoseconds; what was not reached is null.
/// </summary>
public sealed record StreamSummary
{
    /// <summary>How it ended.</summary>
    public required EndKind Outcome { get; init; }

    /// <summary>Why, for programs.</summary>
    public required EndCode Code { get; init; }

    /// <summary>Why, where it did not complete.</summary>
    public string? Reason { get; init; }

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

    /// <summary>The instance; null where there never was one.</summary>
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

    /// <summary>The summary in a report frame's body.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static StreamSummary Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ReportJson.Default.StreamSummary) ?? throw new JsonException("null");
}
