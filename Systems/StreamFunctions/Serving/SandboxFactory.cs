using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Bubblewrap;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>The sandbox of each rung.</summary>
internal static class SandboxFactory
{
    /// <summary>A sandbox for that deployment, not prepared yet; null in process.</summary>
    /// <exception cref="SandboxException">There is none for its isolation.</exception>
    public static ISandbox? Of(FunctionDeployment deployment, string owner)
    {
        var settings = new SandboxSettings
        {
            Owner = owner,
            Limits = deployment.Limits,
            Hardening = deployment.Hardening,
        };
        return deployment.Isolation switch
        {
            Isolation.InProcess => null,
            Isolation.Process => new ProcessSandbox(settings),
            Isolation.Bubblewrap => new BubblewrapSandbox(settings),
            _ => throw new SandboxException($"no sandbox for isolation {deployment.Isolation}"),
        };
    }
}
