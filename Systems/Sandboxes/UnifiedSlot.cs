using System.Globalization;

namespace Eval.Systems.Sandboxes;

/// <summary>
/// A slot in the one hierarchy of cgroups version 2. Threads of one process cannot be in different groups there, so the
/// child is attached when it is there: under bubblewrap before it does anything, in the process rung right after its
/// start.
/// </summary>
internal sealed class UnifiedSlot : ICgroupSlot
{
    private const int Period = 100_000;

    private readonly string _folder;
    private long _killedBefore;

    /// <param name="folder">The group to make.</param>
    /// <param name="limits">What a box in it may take.</param>
    /// <param name="ownProcesses">Processes of the sandbox itself, which are not the box's.</param>
    /// <exception cref="IOException">The group cannot be made, or does not know a limit.</exception>
    public UnifiedSlot(string folder, SandboxLimits limits, int ownProcesses)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        CgroupFolder.Write(_folder, "memory.max", limits.MemoryBytes);
        if (File.Exists(Path.Join(_folder, "memory.swap.max")))
        {
            CgroupFolder.Write(_folder, "memory.swap.max", 0);
        }

        CgroupFolder.Write(_folder, "pids.max", limits.Processes + ownProcesses);
        CgroupFolder.Write(
            _folder, "cpu.max", string.Create(CultureInfo.InvariantCulture, $"{(long)(limits.Cpus * Period)} {Period}"));
    }

    /// <inheritdoc />
    public void EnterThread()
    {
        // The child is attached instead.
    }

    /// <inheritdoc />
    public void LeaveThread()
    {
        // It never entered.
    }

    /// <inheritdoc />
    public void Attach(int processId)
    {
        try
        {
            CgroupFolder.Write(_folder, "cgroup.procs", processId);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException($"cannot enter the cgroup {_folder}: {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public bool TakeOutOfMemory()
    {
        var killed = CgroupFolder.Read(_folder, "memory.events", "oom_kill");
        var isNew = killed > _killedBefore;
        _killedBefore = killed;
        return isNew;
    }

    /// <inheritdoc />
    public bool Sweep() => CgroupFolder.Sweep(_folder);

    /// <summary>Removes the group, which must be empty.</summary>
    public void Dispose() => Directory.Delete(_folder);
}
