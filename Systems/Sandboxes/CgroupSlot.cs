using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Eval.Systems.Sandboxes;

/// <summary>
/// A place with limits for one box at a time: a group in each of the hierarchies memory, pids and cpu. A thread enters
/// it right before it spawns and leaves it right after; the child stays. Attaching a process costs 10 ms after idle
/// (the kernel waits for all others to leave a lock), while a thread that moves itself, named as 0, skips that lock:
/// 0.06 ms.
/// </summary>
internal sealed unsafe class CgroupSlot : ICgroupSlot
{
    private const int Period = 100_000;

    // The child, and the thread that spawns it.
    private const int LeastProcesses = 2;

    private readonly string[] _folders;
    private readonly int[] _in;
    private readonly int[] _out;
    private long _killedBefore;

    /// <param name="bases">The folders of the hierarchies, in the order of <see
    /// cref="CgroupSlots.Controllers"/>.</param>
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

        CgroupFolder.Write(_folders[0], "memory.limit_in_bytes", limits.MemoryBytes);
        if (File.Exists(Path.Join(_folders[0], "memory.memsw.limit_in_bytes")))
        {
            CgroupFolder.Write(_folders[0], "memory.memsw.limit_in_bytes", limits.MemoryBytes);
        }

        CgroupFolder.Write(_folders[1], "pids.max", Math.Max(LeastProcesses, limits.Processes + ownProcesses));
        CgroupFolder.Write(_folders[2], "cpu.cfs_period_us", Period);
        CgroupFolder.Write(_folders[2], "cpu.cfs_quota_us", (long)(limits.Cpus * Period));
        _in = [.. _folders.Select(OpenTasks)];
        _out = [.. bases.Select(OpenTasks)];
        _killedBefore = KilledForMemory();
    }

    /// <inheritdoc />
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

    /// <inheritdoc />
    public void LeaveThread() => Move(_out);

    /// <inheritdoc />
    public void Attach(int processId)
    {
        // It is in, as its parent was when it started it.
    }

    /// <inheritdoc />
    public bool TakeOutOfMemory()
    {
        var killed = KilledForMemory();
        var isNew = killed > _killedBefore;
        _killedBefore = killed;
        return isNew;
    }

    /// <inheritdoc />
    public bool Sweep()
    {
        if (CgroupFolder.Sweep(_folders[1]))
        {
            return true;
        }

        MoveOwnThreadsOut();
        return false;
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

    /// <summary>A thread that was started by one that was in here, to spawn, began its life in here, and may live for
    /// long.</summary>
    private void MoveOwnThreadsOut()
    {
        for (var i = 0; i < _folders.Length; i++)
        {
            foreach (var thread in File.ReadAllLines(Path.Join(_folders[i], "tasks")))
            {
                if (Directory.Exists($"/proc/self/task/{thread}"))
                {
                    WriteTo(_out[i], thread);
                }
            }
        }
    }

    /// <summary>One that has ended meanwhile needs no moving.</summary>
    private static void WriteTo(int tasks, string thread)
    {
        fixed (byte* text = System.Text.Encoding.ASCII.GetBytes(thread))
        {
            _ = LibC.write(tasks, text, (nuint)thread.Length);
        }
    }

    private long KilledForMemory() => CgroupFolder.Read(_folders[0], "memory.oom_control", "oom_kill");

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
