using System.Security.Cryptography;
using Eval.Systems.Sandboxes;
using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>The processes that a system has, by the kernel's account and not by what it says.</summary>
internal static class OwnProcesses
{
    /// <summary>Descendants of this process; the container engine's own come and go as it likes.</summary>
    public static IReadOnlyList<ProcessEntry> All(ContainerEngine engine)
    {
        var all = ProcessTable.Descendants(Environment.ProcessId);
        if (engine.ProcessId is not { } engineId)
        {
            return all;
        }

        var theirs = ProcessTable.Descendants(engineId).Select(entry => entry.ProcessId).Append(engineId).ToHashSet();
        return [.. all.Where(entry => !theirs.Contains(entry.ProcessId))];
    }

    /// <summary>The same as text.</summary>
    public static string Numbers(ContainerEngine engine) =>
        string.Join(' ', All(engine).Select(entry => entry.ProcessId).Order());

    /// <summary>Those of them that run the system's function now.</summary>
    public static IEnumerable<ProcessEntry> Hosts(Rig rig, IEnumerable<ProcessEntry> all) =>
        all.Where(entry => IsHost(rig, entry));

    /// <summary>How many instances there are now. Parked containers are the engine's processes, so it is the engine
    /// that tells of them.</summary>
    public static async Task<int> InstancesAsync(Rig rig, ContainerEngine engine) =>
        rig.Deployment is { ParkedInstances: > 0, InstancesAreDescendants: false }
            ? await engine.CountAsync("eval-harness")
            : Hosts(rig, All(engine)).Count();

    /// <summary>Whether a process runs the system's function: in a box of its own its path is another one, and the
    /// bytes are the same.</summary>
    private static bool IsHost(Rig rig, ProcessEntry entry)
    {
        if (entry.Executable == rig.Deployment.HostExecutable)
        {
            return true;
        }

        try
        {
            return !rig.Deployment.InstancesAreDescendants
                && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes($"/proc/{entry.ProcessId}/exe")))
                    == rig.Deployment.HostSha256;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
