using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>One instance.</summary>
/// <param name="InstanceId">Unique on its control plane.</param>
/// <param name="StreamId">The stream that it serves; empty while it is parked.</param>
/// <param name="State">Where that stream is.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="ParentProcessId">The control plane's.</param>
/// <param name="StartedNs">When its start was issued, MonotonicClock nanoseconds.</param>
/// <param name="Executable">What it runs; what is too long is cut.</param>
public sealed record InstanceSummary(
    string InstanceId,
    string StreamId,
    StreamState State,
    int ProcessId,
    int ParentProcessId,
    long StartedNs,
    string Executable)
{
    /// <summary>What it runs; what is too long is cut.</summary>
    public string Executable { get; init; } = ShortText.Of(Executable);

    /// <summary>Whether it existed before its stream.</summary>
    public bool WasParked { get; init; }

    /// <summary>What the container engine told of it at its start; null where it is no container.</summary>
    public ContainerFacts? Container { get; init; }
}
