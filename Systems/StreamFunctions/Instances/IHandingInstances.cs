using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>Starts instances that get their producer's own connection.</summary>
internal interface IHandingInstances
{
    /// <summary>Starts one. Where its lease has no channel yet it calls back, and the connection goes to it with the
    /// first bytes then (PROTOCOL.md); otherwise it has inherited both.</summary>
    /// <param name="stage">Its function.</param>
    /// <param name="instanceId">A fresh identity.</param>
    /// <param name="first">Preamble, what the producer had sent already, and the opening.</param>
    /// <param name="producer">The connection; stays the caller's, too.</param>
    /// <exception cref="Sandboxes.SandboxException">No start could be issued.</exception>
    InstanceLease Hand(FunctionStage stage, string instanceId, ReadOnlySpan<byte> first, StreamSocket producer);
}
