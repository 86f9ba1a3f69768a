using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>What a system occupies, by the kernel's account: processes, descriptors and files.</summary>
/// <param name="Processes">Descendants of this process, by number; parked instances, each for one stream, apart.
/// </param>
/// <param name="Descriptors">Open descriptors of the control processes, in all.</param>
/// <param name="Files">Files in the workspace.</param>
internal sealed record Footprint(string Processes, int Descriptors, string Files)
{
    /// <summary>Whether this is no more than that one, which may have been taken while something was still on its way
    /// out.</summary>
    public bool IsWithin(Footprint other) =>
        Processes == other.Processes && Files == other.Files && Descriptors <= other.Descriptors;

    /// <summary>The footprint now.</summary>
    public static Footprint Of(Rig rig, ContainerEngine engine) => new(
        string.Join(' ', OwnProcesses.All(engine)
            .Where(entry => rig.Deployment.ParkedInstances == 0 || entry.Executable != rig.Deployment.HostExecutable)
            .Select(entry => entry.ProcessId).Order()),
        rig.Deployment.ControlProcessIds.Sum(id => Directory.GetFileSystemEntries($"/proc/{id}/fd").Length),
        string.Join(' ', Directory.GetFileSystemEntries(rig.Workspace, "*", SearchOption.AllDirectories).Order()));
}
