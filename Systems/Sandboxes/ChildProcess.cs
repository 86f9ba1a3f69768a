using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Eval.Systems.Sdk.Spawning;

namespace Eval.Systems.Sandboxes;

/// <summary>
/// Starts a child by posix_spawn(3), which neither copies the runtime nor touches a thread pool, on the caller's
/// thread: in a session of its own, with default signals and with no descriptor but those given.
/// </summary>
internal static unsafe class ChildProcess
{
    /// <summary>When the call returns, the child exists and runs the program.</summary>
    /// <param name="command">The program, its arguments and whole environment, and what it gets as 3, 4, ….</param>
    /// <param name="errorDescriptor">What it gets as 2; 0 and 1 lead nowhere.</param>
    /// <param name="slot">Where this thread is while it spawns, so that the child is there; null: nowhere else.</param>
    /// <exception cref="Win32Exception">It could not be started; the message names the program.</exception>
    public static int Spawn(SandboxCommand command, int errorDescriptor, ICgroupSlot? slot)
    {
        byte* attributes = stackalloc byte[PosixSpawn.StructureBytes];
        byte* actions = stackalloc byte[PosixSpawn.StructureBytes];
        using var arguments = new NativeStrings([command.Executable, .. command.Arguments]);
        using var environment = new NativeStrings([.. command.Environment.Select(pair => $"{pair.Key}={pair.Value}")]);
        PosixSpawn.DescribeSignals(attributes, PosixSpawn.OwnSession);
        DescribeDescriptors(actions, command, errorDescriptor);
        try
        {
            int processId;
            var error = SpawnInside(
                slot, &processId, actions, attributes, arguments.Pointer, environment.Pointer);
            return error == 0
                ? processId
                : throw new Win32Exception(
                    error, $"cannot start {command.Executable}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
        finally
        {
            _ = PosixSpawn.posix_spawnattr_destroy(attributes);
            _ = PosixSpawn.posix_spawn_file_actions_destroy(actions);
        }
    }

    /// <summary>Nothing but the call itself is done inside the slot: a thread that the runtime starts from there (its
    /// compiler's, at a method's thirtieth call) would stay in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SpawnInside(
        ICgroupSlot? slot, int* processId, byte* actions, byte* attributes, byte** arguments, byte** environment)
    {
        slot?.EnterThread();
        try
        {
            return PosixSpawn.posix_spawn(processId, arguments[0], actions, attributes, arguments, environment);
        }
        finally
        {
            slot?.LeaveThread();
        }
    }

    private static void DescribeDescriptors(byte* actions, SandboxCommand command, int errorDescriptor)
    {
        _ = PosixSpawn.posix_spawn_file_actions_init(actions);
        fixed (byte* nowhere = "/dev/null\0"u8)
        {
            _ = PosixSpawn.posix_spawn_file_actions_addopen(actions, 0, nowhere, 0, 0);
            _ = PosixSpawn.posix_spawn_file_actions_addopen(actions, 1, nowhere, LibC.WriteOnly, 0);
        }

        _ = PosixSpawn.posix_spawn_file_actions_adddup2(actions, errorDescriptor, 2);
        DescribeInherited(actions, command.InheritedDescriptors);
    }

    /// <summary>First to numbers above all targets, so that no source is overwritten before it is copied.</summary>
    private static void DescribeInherited(byte* actions, IReadOnlyList<int> inherited)
    {
        const int First = SandboxCommand.FirstDescriptor;
        var above = inherited.Append(First + inherited.Count).Max() + 1;
        for (var i = 0; i < inherited.Count; i++)
        {
            _ = PosixSpawn.posix_spawn_file_actions_adddup2(actions, inherited[i], above + i);
        }

        for (var i = 0; i < inherited.Count; i++)
        {
            _ = PosixSpawn.posix_spawn_file_actions_adddup2(actions, above + i, First + i);
        }

        _ = PosixSpawn.posix_spawn_file_actions_addclosefrom_np(actions, First + inherited.Count);
    }
}
