using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>The sandbox of each rung.</summary>
internal static class SandboxFactory
{
    /// <summary>A sandbox for that deployment, not prepared yet.</summary>
    /// <exception cref="SandboxException">There is none for its isolation.</exception>
    public static ISandbox Of(FunctionDeployment deployment) => deployment.Isolation switch
    {
        Isolation.Process => new ProcessSandbox(),
        _ => throw new SandboxException($"no sandbox for isolation {deployment.Isolation}"),
    };
}
