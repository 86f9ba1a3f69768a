using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>What a stream tells its control plane, and asks of it.</summary>
internal interface IStreamSurroundings
{
    /// <summary>Whether the control plane is ending: it kills every instance, and that is then the reason.</summary>
    bool IsEnding { get; }

    /// <summary>CPU time of the stream's thread for this stream so far, seconds; null where nobody measures it.
    /// </summary>
    double? CpuSeconds { get; }

    /// <summary>An instance was started for the stream whose state that is.</summary>
    void Started(InstanceSummary instance, ISandboxedInstance box, StreamLifecycle lifecycle);

    /// <summary>The producer is sent the preamble, and that it was accepted.</summary>
    void Accepted();

    /// <summary>That instance is no longer the stream's.</summary>
    void Ended(string instanceId);

    /// <summary>That is the stream's report, about to be sent.</summary>
    void Reporting(StreamSummary summary);
}
