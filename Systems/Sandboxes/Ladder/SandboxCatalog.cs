using Eval.Systems.Sandboxes.Bubblewrap;
using Eval.Systems.Sandboxes.Containers;

namespace Eval.Systems.Sandboxes.Ladder;

/// <summary>The rungs that put a function into a box.</summary>
public static class SandboxCatalog
{
    /// <summary>The sandbox of that rung; it has to be prepared before its first start.</summary>
    /// <exception cref="SandboxException">That rung has no box: a function in process runs on a thread of the control
    /// plane.</exception>
    public static ISandbox Create(Isolation isolation, SandboxSettings settings) => isolation switch
    {
        Isolation.Process => new ProcessSandbox(settings),
        Isolation.Bubblewrap => new BubblewrapSandbox(settings),
        Isolation.Docker => new DockerSandbox(settings),
        _ => throw new SandboxException($"isolation {isolation} has no sandbox"),
    };
}
