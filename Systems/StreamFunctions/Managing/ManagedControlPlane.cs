using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>A control plane of this process, managed.</summary>
internal sealed class ManagedControlPlane(IReadOnlyList<FunctionDeployment> functions) : IManagedServer
{
    public IReadOnlyList<FunctionDeployment> Functions => functions;

    public IReadOnlyList<InstanceSummary> Streams => [];

    public ServerMetrics Metrics => throw new ArgumentException("not merged");

    public Task<bool> DeployAsync(FunctionDeployment deployment, CancellationToken cancellation) =>
        Task.FromResult(false);

    public bool Remove(string name) => false;
}
