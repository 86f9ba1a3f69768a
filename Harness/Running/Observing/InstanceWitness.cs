using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Containers;

namespace Eval.Harness.Running.Observing;

/// <summary>
/// The harness's own sight of a system's instances, from the kernel's process table and not from what the system says;
/// of a container that ended before anybody could look, from its engine's memory.
/// </summary>
internal sealed class InstanceWitness
{
    /// <summary>Between a control process and a function there are at most a box's launcher and its first process.
    /// </summary>
    private const int DeepestBox = 3;

    private readonly Deployment _deployment;
    private readonly EngineMemory _engineMemory;
    private readonly HostProgram[] _programs;
    private readonly Dictionary<int, SeenInstance> _seen = [];
    private readonly HashSet<string> _recorded = [];

    /// <param name="deployment">What is observed.</param>
    /// <param name="engineMemory">Gives what a container engine started since a time; null: the usual engine.</param>
    public InstanceWitness(Deployment deployment, EngineMemory? engineMemory = null)
    {
        _deployment = deployment;
        _engineMemory = engineMemory ?? ContainerRecords.SinceAsync;
        _programs = [.. deployment.StageExecutables.DefaultIfEmpty(deployment.HostExecutable)
            .OfType<string>().Distinct().Select(path => new HostProgram(path))];
    }

    /// <summary>Children of this process that other systems of the scenario keep; whoever they run for, it is not this
    /// one.</summary>
    public IReadOnlySet<int> OfOthers { get; init; } = new HashSet<int>();

    /// <summary>Whether instances are seen only where somebody tells their numbers.</summary>
    public bool NeedsTelling => !_deployment.InstancesAreDescendants;

    /// <summary>The processes below the control processes, and the children of this process, that run the function:
    /// now.</summary>
    public IReadOnlyList<SeenInstance> Look()
    {
        if (_programs.Length == 0 || NeedsTelling)
        {
            return [];
        }

        var own = ProcessTable.Children(Environment.ProcessId).Where(child => !OfOthers.Contains(child.ProcessId))
            .Select(child => (Process: child, Control: Environment.ProcessId));
        var theirs = _deployment.ControlProcessIds
            .SelectMany(control => Below(control, DeepestBox).Select(process => (Process: process, Control: control)));
        var hosts = own.Concat(theirs)
            .Where(found => Array.Exists(_programs, program => program.IsRunBy(found.Process)))
            .Select(found => new SeenInstance(
                found.Process.ProcessId, found.Process.ParentProcessId, found.Control))
            .ToArray();
        foreach (var host in hosts)
        {
            _seen[host.ProcessId] = host;
        }

        return hosts;
    }

    /// <summary>Looks at processes that the system tells: of a container engine, which starts them elsewhere.</summary>
    /// <returns>Whether all of them were seen: an engine may tell a process's number after that process runs.</returns>
    public bool LookAt(IReadOnlyList<InstanceIdentity> told)
    {
        foreach (var number in told.Select(instance => instance.ProcessId).OfType<int>())
        {
            if (!_seen.ContainsKey(number) && ProcessTable.Find(number) is { } process
                && Array.Exists(_programs, program => program.IsRunBy(process)))
            {
                _seen[number] = new SeenInstance(number, process.ParentProcessId, null);
            }
        }

        return told.All(instance => instance.ProcessId is { } number && _seen.ContainsKey(number));
    }

    /// <summary>Asks the engine itself for those told instances that nobody saw: it has to know a container of that
    /// identity and digest, made for that instance after that time, of the image that the harness finds to be that of
    /// the program's files.</summary>
    public async Task AskEngineAsync(
        IReadOnlyList<InstanceIdentity> told, DateTimeOffset since, CancellationToken cancellation)
    {
        var unseen = told.Where(instance => instance.Container is not null && !IsConfirmed(instance)).ToArray();
        if (!NeedsTelling || unseen.Length == 0)
        {
            return;
        }

        try
        {
            var records = await _engineMemory(since, cancellation);
            foreach (var instance in unseen)
            {
                var image = Array.Exists(_programs, program => program.Path == instance.Executable)
                    ? await ContainerRecords.ImageOfAsync(instance.Executable, cancellation)
                    : null;
                var record = new ContainerRecord(
                    instance.Container!.Id, instance.InstanceId, image ?? "", instance.Container.ImageDigest);
                if (image is not null && instance.Container.Created >= since && records.Contains(record))
                {
                    _recorded.Add(instance.InstanceId);
                }
            }
        }
        catch (SandboxException)
        {
            // Whoever nobody vouches for stays unseen, and the gate says so.
        }
    }

    /// <summary>Which of the told instances were seen to run the function where they should: below the parent as told;
    /// for those of an engine not below the control processes, or vouched for by it; for those without a process of
    /// their own, in a control process that lives.</summary>
    public IReadOnlyList<string> Confirmed(IReadOnlyList<InstanceIdentity> told) =>
        [.. told.Where(IsConfirmed).Select(instance => instance.InstanceId)];

    private bool IsConfirmed(InstanceIdentity told)
    {
        if (_recorded.Contains(told.InstanceId))
        {
            return true;
        }

        if (told.ProcessId is not { } number)
        {
            return false;
        }

        if (_deployment.ControlProcessIds.Contains(number))
        {
            return _programs.Length == 0 && ProcessTable.Find(number) is not null;
        }

        return _seen.TryGetValue(number, out var seen) && (NeedsTelling
            ? !_deployment.ControlProcessIds.Contains(seen.ParentProcessId)
            : seen.ParentProcessId == told.ParentProcessId || seen.ControlProcessId == told.ParentProcessId);
    }

    private static IEnumerable<ProcessEntry> Below(int processId, int depth)
    {
        foreach (var child in ProcessTable.Children(processId))
        {
            yield return child;
            foreach (var deeper in depth > 1 ? Below(child.ProcessId, depth - 1) : [])
            {
                yield return deeper;
            }
        }
    }
}
