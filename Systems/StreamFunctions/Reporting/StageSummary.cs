namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>One stage of a stream after its end. Stamps are MonotonicClock nanoseconds; what was not reached is null.
/// Events: received = handed + dropped + waiting.</summary>
public sealed record StageSummary
{
    /// <summary>Its instance; null where it never had one.</summary>
    public InstanceSummary? Instance { get; init; }

    /// <summary>Its box existed: spawned, or seen to enter its main, whichever was first.</summary>
    public long? SandboxNs { get; init; }

    /// <summary>Its main was entered, as the instance says.</summary>
    public long? RuntimeNs { get; init; }

    /// <summary>It was ready for its first event, as it says.</summary>
    public long? ReadyNs { get; init; }

    /// <summary>It was reaped.</summary>
    public long? TeardownNs { get; init; }

    /// <summary>Events that reached the stage.</summary>
    public long EventsReceived { get; init; }

    /// <summary>Of those, handed to the instance as a whole.</summary>
    public long EventsHanded { get; init; }

    /// <summary>Of those, dropped to make room for newer ones.</summary>
    public long EventsDropped { get; init; }

    /// <summary>Of those, still on their way to the instance at the end.</summary>
    public long EventsWaiting { get; init; }

    /// <summary>Bytes of the frames of the events received.</summary>
    public long BytesIn { get; init; }

    /// <summary>Outputs of the function.</summary>
    public long Outputs { get; init; }

    /// <summary>Bytes of their frames.</summary>
    public long BytesOut { get; init; }

    /// <summary>CPU time of the instance, seconds.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Largest resident set of the instance, bytes.</summary>
    public long? PeakRssBytes { get; init; }

    /// <summary>How long the instance lived for this stream, seconds.</summary>
    public double? InstanceSeconds { get; init; }
}
