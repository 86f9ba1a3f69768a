namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>The whole environment of an instance: a host that is not native finds its runtime by it, and no host opens a
/// diagnostics port.</summary>
internal static class HostEnvironment
{
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(
            System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        ["DOTNET_EnableDiagnostics"] = "0",
    };
}
