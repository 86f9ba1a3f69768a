using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>A control plane in numbers: what is there now, and what has happened since its start.</summary>
public sealed record ServerMetrics
{
    /// <summary>Connections now.</summary>
    public required int Connections { get; init; }

    /// <summary>Of those, without an opening yet.</summary>
    public required int SilentConnections { get; init; }

    /// <summary>Streams now.</summary>
    public required int Streams { get; init; }

    /// <summary>Of those, whose instance is being started.</summary>
    public required int StartingStreams { get; init; }

    /// <summary>Instances that serve a stream now.</summary>
    public required int Instances { get; init; }

    /// <summary>Instances that wait for one.</summary>
    public required int ParkedInstances { get; init; }

    /// <summary>Connections accepted so far.</summary>
    public required long AcceptedConnections { get; init; }

    /// <summary>Streams ended so far, by outcome.</summary>
    public required IReadOnlyDictionary<EndKind, long> EndedByOutcome { get; init; }

    /// <summary>The same, by code.</summary>
    public required IReadOnlyDictionary<EndCode, long> EndedByCode { get; init; }
}
