using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Ladder;
using Eval.Systems.StreamFunctions.Buffering;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>The sandbox of a deployment.</summary>
internal static class SandboxFactory
{
    /// <summary>Its sandbox, not prepared yet; null in process.</summary>
    public static ISandbox? Of(FunctionDeployment deployment, string owner) =>
        deployment.Isolation == Isolation.InProcess
            ? null
            : SandboxCatalog.Create(deployment.Isolation, new SandboxSettings
            {
                Owner = owner,
                Limits = deployment.Limits,
                Hardening = deployment.Hardening,
                ExtraFiles = NatsServerFile.Of(deployment),
                Programs =
                [
                    .. deployment.Stages.Select(stage => new SandboxCommand(
                        stage.Executable, stage.Arguments, HostEnvironment.Variables)),
                ],
            });
}
