namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>What Prometheus is told.</summary>
internal sealed record ServerMetrics
{
    /// <summary>Streams that ended, by outcome.</summary>
    public required IReadOnlyDictionary<string, long> EndedByOutcome { get; init; }

    /// <summary>Streams that ended before they had an instance, by code.</summary>
    public required IReadOnlyDictionary<string, long> RejectedByCode { get; init; }

    /// <summary>Live instances, by the state of their stream.</summary>
    public required IReadOnlyDictionary<string, long> InstancesByState { get; init; }

    /// <summary>Connections accepted.</summary>
    public long Connections { get; init; }

    /// <summary>Events that wait in FIFOs now.</summary>
    public long WaitingEvents { get; init; }

    /// <summary>Bytes that wait in FIFOs now.</summary>
    public long WaitingBytes { get; init; }

    /// <summary>Events dropped by FIFOs with drop-oldest.</summary>
    public long DroppedEvents { get; init; }

    /// <summary>From issuing a start to the instance being ready, seconds.</summary>
    public required HistogramSnapshot StartSeconds { get; init; }
}
