using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>A stream that was admitted and has not ended.</summary>
internal sealed class LiveStream(string streamId, string function, long admittedNs)
{
    /// <summary>Unique while it lives.</summary>
    public string StreamId { get; } = streamId;

    /// <summary>The deployment that it uses.</summary>
    public string Function { get; } = function;

    /// <summary>When its connection was accepted, MonotonicClock nanoseconds.</summary>
    public long AdmittedNs { get; } = admittedNs;

    /// <summary>Where it is.</summary>
    public StreamLifecycle Lifecycle { get; set; } = new();

    /// <summary>Whether its producer was sent the preamble, which comes once.</summary>
    public bool WasGreeted { get; set; }

    /// <summary>1 while it holds a place among the streams.</summary>
    internal int HoldsPlace;

    /// <summary>1 while it holds a place among those whose instance starts; taken and given up by
    /// <see cref="Admission"/>.</summary>
    internal int HoldsStart;

    /// <summary>Its turn to start an instance, while it has one.</summary>
    internal StartGate.Pass? Turn;
}
