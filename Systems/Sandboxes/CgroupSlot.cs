using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Eval.Systems.Sandboxes;

/// <summary>
/// A place with limits for one box at a time: a group in each of the hierarchies memory, pids and cpu. A thread enters it
/// right before it spawns and leaves it right after; the child stays. Attaching a process costs 10 ms after idle (the
/// kernel waits for all others to leave a lock), while a thread that moves itself, named as 0, skips that lock: 0.06 ms.
/// </summary>
internal sealed unsafe class CgroupSlot : IDisposable
{
    private const int Period = 100_000;

    private readonly string[] _folders;
    private readonly int[] _in;
    private readonly int[] _out;
    private long _killedBefore;

    /// <param name="bases">The folders of the hierarchies, in the order of <see cref="CgroupSlots.Controllers"/>.</param>
    /// <param name="name">The slot's path below each.</param>
    /// <param name="limits">What a box in it may take.</param>
    /// <param name="ownProcesses">Processes of the sandbox itself, which are not the box's.</param>
    /// <exception cref="IOException">The groups cannot be made, or do not know a limit.</exception>
    public CgroupSlot(IReadOnlyList<string> bases, string name, SandboxLimits limits, int ownProcesses)
    {
        _folders = [.. bases.Select(folder => Path.Join(folder, name))];
        foreach (var folder in _folders)
        {
            Directory.CreateDirectory(folder);
        }

        Write(_folders[0], "memory.limit_in_bytes", limits.MemoryBytes);
        if (File.Exists(Path.Join(_folders[0], "memory.memsw.limit_in_bytes")))
        {
            Write(_folders[0], "memory.memsw.limit_in_bytes", limits.MemoryBytes);
        }

        Write(_folders[1], "pids.max", limits.Processes + ownProcesses);
        Write(_folders[2], "cpu.cfs_period_us", Period);
        Write(_folders[2], "cpu.cfs_quota_us", (long)(limits.Cpus * Period));
        _in = [.. _folders.Select(OpenTasks)];
        _out = [.. bases.Select(OpenTasks)];
        _killedBefore = KilledForMemory();
    }

    /// <summary>Moves this thread into the slot.</summary>
    /// <exception cref="Win32Exception">It cannot be moved; it is where it was.</exception>
    public void EnterThread()
    {
        if (!Move(_in))
        {
            var error = Marshal.GetLastPInvokeError();
            LeaveThread();
            throw new Win32Exception(error, $"cannot enter the cgroup {_folders[0]}");
        }
    }

    /// <summary>Moves this thread back.</summary>
    public void LeaveThread() => Move(_out);

    /// <summary>Whether the kernel killed somebody here for memory since the last time this was asked.</summary>
    public bool TakeOutOfMemory()
    {
        var killed = KilledForMemory();
        var isNew = killed > _killedBefore;
        _killedBefore = killed;
        return isNew;
    }

    /// <summary>Kills all that is in it; true where it is empty.</summary>
    public bool Sweep() => Sweep(_folders[1]);

    /// <summary>Kills all that is in the group of that folder; true where it is empty.</summary>
    public static bool Sweep(string folder)
    {
        var members = File.ReadAllLines(Path.Join(folder, "cgroup.procs"));
        foreach (var member in members)
        {
            _ = LibC.kill(int.Parse(member, CultureInfo.InvariantCulture), LibC.SignalKill);
        }

        return members.Length == 0;
    }

    /// <summary>Removes the groups, which must be empty.</summary>
    public void Dispose()
    {
        foreach (var descriptor in _in.Concat(_out))
        {
            _ = LibC.close(descriptor);
        }

        foreach (var folder in _folders)
        {
            Directory.Delete(folder);
        }
    }

    private static bool Move(int[] tasks)
    {
        var self = (byte)'0';
        var moved = true;
        foreach (var descriptor in tasks)
        {
            moved &= LibC.write(descriptor, &self, 1) == 1;
        }

        return moved;
    }

    private long KilledForMemory()
    {
        const string Label = "oom_kill ";
        var line = File.ReadLines(Path.Join(_folders[0], "memory.oom_control"))
            .FirstOrDefault(candidate => candidate.StartsWith(Label, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[Label.Length..], CultureInfo.InvariantCulture);
    }

    private static void Write(string folder, string file, long value) => File.WriteAllText(
        Path.Join(folder, file), value.ToString(CultureInfo.InvariantCulture));

    private static int OpenTasks(string folder)
    {
        fixed (byte* path = System.Text.Encoding.UTF8.GetBytes(Path.Join(folder, "tasks") + '\0'))
        {
            var descriptor = LibC.open(path, LibC.WriteOnly | LibC.CloseOnExec);
            return descriptor >= 0
                ? descriptor
                : throw new IOException($"cannot open {folder}/tasks: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
