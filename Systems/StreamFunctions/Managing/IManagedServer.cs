using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>A control plane, as far as it can be managed while it runs.</summary>
internal interface IManagedServer
{
    /// <summary>What is deployed now.</summary>
    IReadOnlyList<FunctionDeployment> Functions { get; }

    /// <summary>The streams that live now.</summary>
    IReadOnlyList<StreamListing> Streams { get; }

    /// <summary>The instances that live now, parked ones included.</summary>
    IReadOnlyList<InstanceSummary> Instances { get; }

    /// <summary>Counts since the start, and levels now.</summary>
    ServerMetrics Metrics { get; }

    /// <summary>Adds a function.</summary>
    /// <exception cref="ArgumentException">It cannot be served, or its name is taken.</exception>
    /// <exception cref="Sandboxes.SandboxException">Its isolation is not there.</exception>
    Task DeployAsync(FunctionDeployment deployment, CancellationToken cancellation);

    /// <summary>Takes one out; its streams go on to their end. False where there is none of that name.</summary>
    bool Remove(string name);
}
