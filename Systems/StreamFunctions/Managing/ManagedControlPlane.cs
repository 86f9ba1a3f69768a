using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Serving;

namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>A control plane of this process, managed.</summary>
internal sealed class ManagedControlPlane(ControlPlane plane) : IManagedServer
{
    public IReadOnlyList<FunctionDeployment> Functions => plane.Functions;

    public IReadOnlyList<StreamListing> Streams => plane.Streams;

    public IReadOnlyList<InstanceSummary> Instances => plane.Instances;

    public ServerMetrics Metrics => plane.Metrics;

    public Task DeployAsync(FunctionDeployment deployment, CancellationToken cancellation) =>
        plane.DeployAsync(deployment, cancellation);

    public bool Remove(string name) => plane.Remove(name);
}
