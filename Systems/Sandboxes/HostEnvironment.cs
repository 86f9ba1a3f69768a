using System.Runtime.InteropServices;

namespace Eval.Systems.Sandboxes;

/// <summary>The whole environment of an instance: a host that is not native finds its runtime by it, and no host opens
/// a diagnostics port.</summary>
public static class HostEnvironment
{
    /// <summary>Name and value of each variable, the same for the instances of all systems.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        ["DOTNET_EnableDiagnostics"] = "0",
    };
}
