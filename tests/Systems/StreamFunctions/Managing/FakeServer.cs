using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Managing;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Tests.Systems.StreamFunctions.Managing;

/// <summary>A managed server without one.</summary>
internal sealed class FakeServer : IManagedServer
{
    private readonly Dictionary<string, FunctionDeployment> _functions = [];

    public IReadOnlyList<FunctionDeployment> Functions => [.. _functions.Values];

    public IReadOnlyList<InstanceSummary> Streams { get; init; } = [];

    public ServerMetrics Metrics { get; init; } = new()
    {
        EndedByOutcome = new Dictionary<string, long> { ["failed"] = 1, ["completed"] = 41 },
        RejectedByCode = new Dictionary<string, long> { ["Overloaded"] = 3 },
        InstancesByState = new Dictionary<string, long> { ["running"] = 2 },
        Connections = 45,
        WaitingEvents = 7,
        WaitingBytes = 700,
        DroppedEvents = 5,
        StartSeconds = new HistogramSnapshot([0.001, 0.0025], [4, 30, 8], 0.125),
    };

    public Task<bool> DeployAsync(FunctionDeployment deployment, CancellationToken cancellation) =>
        deployment.Isolation == Isolation.Docker
            ? throw new SandboxException("no Docker engine: apt-get install docker.io")
            : Task.FromResult(_functions.TryAdd(deployment.Name, deployment));

    public bool Remove(string name) => _functions.Remove(name);
}
