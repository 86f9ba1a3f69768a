using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;

namespace Eval.Harness.Running.Observing;

/// <summary>
/// The harness's own sight of a system's instances, from the kernel's process table and not from what the system says.
/// </summary>
internal sealed class InstanceWitness(Deployment deployment)
{
    private readonly Dictionary<int, ProcessEntry> _seen = [];

    /// <summary>Children of the control processes, or of this process, that run the function host: now.</summary>
    public IReadOnlyList<ProcessEntry> Look()
    {
        if (deployment.HostExecutable is null)
        {
            return [];
        }

        var parents = deployment.ControlProcessIds.Append(Environment.ProcessId);
        var hosts = parents.SelectMany(ProcessTable.Children)
            .Where(child => child.Executable == deployment.HostExecutable)
            .ToArray();
        foreach (var host in hosts)
        {
            _seen[host.ProcessId] = host;
        }

        return hosts;
    }

    /// <summary>Which of the told instances were seen with the parent and the executable as told.</summary>
    public IReadOnlyList<string> Confirmed(IReadOnlyList<InstanceIdentity> told) =>
    [
        .. told.Where(instance =>
                instance.ProcessId is { } id
                && _seen.TryGetValue(id, out var seen)
                && seen.ParentProcessId == instance.ParentProcessId
                && seen.Executable == instance.Executable)
            .Select(instance => instance.InstanceId),
    ];
}
