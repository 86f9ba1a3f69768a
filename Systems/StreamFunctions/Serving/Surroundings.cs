using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>The control plane as one relayed stream sees it, from the thread that serves it.</summary>
internal sealed class Surroundings(ServerState server, LiveStream stream) : IStreamSurroundings
{
    private readonly double _cpuBefore = ThreadCpu.Seconds;
    private int _instances;

    /// <inheritdoc />
    public bool IsEnding => server.Registry.IsClosed;

    /// <inheritdoc />
    public double? CpuSeconds => ThreadCpu.Seconds - _cpuBefore;

    /// <inheritdoc />
    public void Started(InstanceSummary instance, ISandboxedInstance box, StreamLifecycle lifecycle)
    {
        _instances++;
        stream.Lifecycle = lifecycle;
        lifecycle.Entered = Entered;
        server.Registry.Add(instance, box, lifecycle);
    }

    /// <inheritdoc />
    public void Accepted() => stream.WasGreeted = true;

    /// <summary>The stream's identity is free before its producer can know of the end.</summary>
    public void Ended(string instanceId)
    {
        server.Registry.Remove(instanceId);
        if (--_instances == 0)
        {
            server.Admission.Release(stream);
        }
    }

    /// <summary>Whoever has the report can ask for it again.</summary>
    public void Reporting(StreamSummary summary) => server.Outcomes.Add(stream.StreamId, summary);

    private void Entered(StreamState state)
    {
        if (state == StreamState.Running)
        {
            server.Admission.Started(stream);
        }
    }
}
