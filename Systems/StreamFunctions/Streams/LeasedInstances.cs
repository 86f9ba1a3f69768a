using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>The instances of one stream of a deployment, from its source.</summary>
/// <param name="source">Gives them.</param>
/// <param name="deployment">Whose functions.</param>
/// <param name="newInstanceId">Makes a fresh identity.</param>
internal sealed class LeasedInstances(
    IInstanceSource source, FunctionDeployment deployment, Func<string> newInstanceId) : IStreamInstances
{
    /// <inheritdoc />
    public IStreamInstance Acquire(int stage, ReadOnlySpan<byte> first) =>
        new LeasedInstance(source.Acquire(deployment, deployment.Stages[stage], newInstanceId(), first));
}
