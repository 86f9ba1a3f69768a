using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>Where a stream's instances come from: a cold start, the pool, or a thread of this process.</summary>
internal interface IInstanceSource
{
    /// <summary>Gives one instance for one stream, on the stream's thread. Where its start takes long the lease comes
    /// first, and its channel later.</summary>
    /// <param name="deployment">Whose function.</param>
    /// <param name="stage">Which of its stages.</param>
    /// <param name="instanceId">A fresh identity.</param>
    /// <param name="first">Bytes for the instance's channel before it runs (preamble, opening, early events): a cold
    /// start puts them into its socket before the spawn.</param>
    /// <exception cref="Sandboxes.SandboxException">No start could be issued.</exception>
    InstanceLease Acquire(
        FunctionDeployment deployment, FunctionStage stage, string instanceId, ReadOnlySpan<byte> first);
}
