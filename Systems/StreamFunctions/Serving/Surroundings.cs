using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>The control plane as one stream sees it, from the thread that serves it.</summary>
internal sealed class Surroundings(StreamRegistry registry) : IStreamSurroundings
{
    private readonly double _cpuBefore = ThreadCpu.Seconds;

    /// <inheritdoc />
    public bool IsEnding => registry.IsClosed;

    /// <inheritdoc />
    public double? CpuSeconds => ThreadCpu.Seconds - _cpuBefore;

    /// <inheritdoc />
    public void Started(InstanceSummary instance, ISandboxedInstance box, StreamLifecycle lifecycle) =>
        registry.Add(instance, box, lifecycle);

    /// <inheritdoc />
    public void Ended(string instanceId) => registry.Remove(instanceId);
}
