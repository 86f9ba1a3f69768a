using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Managing;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Tests.Systems.StreamFunctions.Managing;

/// <summary>A managed server without one.</summary>
internal sealed class FakeServer : IManagedServer
{
    private readonly Dictionary<string, FunctionDeployment> _functions = [];

    public IReadOnlyList<FunctionDeployment> Functions => [.. _functions.Values];

    public IReadOnlyList<StreamListing> Streams { get; init; } = [];

    public IReadOnlyList<InstanceSummary> Instances { get; init; } = [];

    public ServerMetrics Metrics { get; } = new()
    {
        Connections = 9,
        SilentConnections = 3,
        Streams = 6,
        StartingStreams = 1,
        Instances = 5,
        ParkedInstances = 2,
        AcceptedConnections = 45,
        EndedByOutcome = new Dictionary<EndKind, long> { [EndKind.Failed] = 1, [EndKind.Completed] = 41 },
        EndedByCode = new Dictionary<EndCode, long> { [EndCode.Overloaded] = 3, [EndCode.UnknownFunction] = 0 },
        FifoEvents = 7,
        FifoBytes = 700,
        DroppedEvents = 5,
        StartSeconds = new HistogramSnapshot([0.001, 0.0025], [4, 30, 8], 0.125),
    };

    public Task DeployAsync(FunctionDeployment deployment, CancellationToken cancellation)
    {
        if (deployment.Isolation == Isolation.Docker)
        {
            throw new SandboxException("no Docker engine: apt-get install docker.io");
        }

        _functions.Add(deployment.Name, deployment);
        return Task.CompletedTask;
    }

    public bool Remove(string name) => _functions.Remove(name);
}
