using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>
/// Instances that are started for their stream, in boxes that inherit descriptors. What the producer has sent so far is
/// in the instance's socket before the spawn, so that the instance never waits for this thread to be scheduled again.
/// The calling thread has to live as long as the instance: its end is the instance's (PR_SET_PDEATHSIG).
/// </summary>
internal sealed class ColdInstances(ISandbox sandbox, InstanceEnvironment environment)
    : IInstanceSource, IHandingInstances
{
    /// <inheritdoc />
    public InstanceLease Acquire(
        FunctionDeployment deployment, FunctionStage stage, string instanceId, ReadOnlySpan<byte> first) =>
        Start(stage, instanceId, first, producer: null);

    /// <summary>The same, with the producer's own connection as descriptor 4 of the instance.</summary>
    public InstanceLease Hand(
        FunctionStage stage, string instanceId, ReadOnlySpan<byte> first, StreamSocket producer) =>
        Start(stage, instanceId, first, producer);

    private InstanceLease Start(
        FunctionStage stage, string instanceId, ReadOnlySpan<byte> first, StreamSocket? producer)
    {
        var (ours, theirs) = UnixSocket.Pair();
        try
        {
            var sent = first.IsEmpty ? 0 : Math.Max(0, ours.Send(first, [], wait: false));
            var instance = sandbox.Start(
                new SandboxCommand(stage.Executable, stage.Arguments, environment.Shared)
                {
                    InheritedDescriptors = producer is null
                        ? [theirs.Descriptor]
                        : [theirs.Descriptor, producer.Descriptor],
                    InstanceId = instanceId,
                });
            return new InstanceLease(instanceId, stage.Executable, WasParked: false, instance)
            {
                Channel = ours,
                FirstSent = sent,
            };
        }
        catch
        {
            ours.Dispose();
            throw;
        }
        finally
        {
            theirs.Dispose();
        }
    }
}
