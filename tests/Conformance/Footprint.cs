using Eval.Systems.Sandboxes;
using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>What a system occupies, by the kernel's account: processes, descriptors and files.</summary>
/// <param name="Processes">Descendants of this process, by number; parked instances, each for one stream, apart.
/// </param>
/// <param name="Descriptors">Open descriptors of the control processes, in all, without the libraries that the .NET
/// runtime has loaded: it keeps them open, and loads one when its code is first needed.</param>
/// <param name="Files">Files in the workspace.</param>
internal sealed record Footprint(string Processes, int Descriptors, string Files)
{
    /// <summary>Connections that a container engine's client keeps for its next calls; how many it needed at once is
    /// chance.</summary>
    private const int KeptConnections = 4;

    private const int MostLooks = 40;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether this is no more than that one, which may have been taken while something was still on its way
    /// out.</summary>
    public bool IsWithin(Footprint other, bool usesDocker) =>
        Processes == other.Processes && Files == other.Files
        && Descriptors <= other.Descriptors + (usesDocker ? KeptConnections : 0);

    /// <summary>The footprint once the places of parked instances that are gone have been taken, their connections
    /// made: when it is the same twice, or after ten seconds.</summary>
    public static async Task<Footprint> SettledAsync(
        Rig rig, ContainerEngine engine, CancellationToken cancellation)
    {
        var (before, now) = (default(Footprint), Of(rig, engine));
        for (var looks = 0; rig.Deployment.ParkedInstances > 0 && before != now && looks < MostLooks; looks++)
        {
            await Task.Delay(Look, cancellation);
            (before, now) = (now, Of(rig, engine));
        }

        return now;
    }

    /// <summary>The footprint now.</summary>
    public static Footprint Of(Rig rig, ContainerEngine engine) => new(
        string.Join(' ', Lasting(rig, OwnProcesses.All(engine)).Select(entry => entry.ProcessId).Order()),
        rig.Deployment.ControlProcessIds.Sum(DescriptorsOf),
        Left(rig));

    private static int DescriptorsOf(int processId) =>
        new DirectoryInfo($"/proc/{processId}/fd").EnumerateFileSystemInfos()
            .Count(entry => entry.LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) != true);

    /// <summary>The names of what is in the workspace; of parked instances, which are others after each stream, the
    /// number.</summary>
    private static string Left(Rig rig)
    {
        var entries = Directory.GetFileSystemEntries(rig.Workspace, "*", SearchOption.AllDirectories);
        return rig.Deployment.ParkedInstances == 0 ? string.Join(' ', entries.Order()) : $"{entries.Length} entries";
    }

    /// <summary>All but the parked hosts, each of which may have a monitor as its parent.</summary>
    private static IEnumerable<ProcessEntry> Lasting(Rig rig, IReadOnlyList<ProcessEntry> all)
    {
        if (rig.Deployment.ParkedInstances == 0)
        {
            return all;
        }

        var hosts = all.Where(entry => entry.Executable == rig.Deployment.HostExecutable).ToArray();
        var parked = hosts.SelectMany(host => (int[])[host.ProcessId, host.ParentProcessId])
            .Except(rig.Deployment.ControlProcessIds).ToHashSet();
        return all.Where(entry => !parked.Contains(entry.ProcessId));
    }
}
