using System.ComponentModel;
using System.Runtime.InteropServices;
using Eval.Systems.Sdk;

namespace Eval.Systems.Sandboxes;

/// <summary>
/// Isolation by process: a wiped environment, a session of its own, default signals, no descriptor but the one given.
/// It starts by posix_spawn(3), which neither copies the runtime nor touches a thread pool, on the caller's thread.
/// </summary>
public sealed class ProcessSandbox : ISandbox
{
    // POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID.
    private const short Flags = 0x04 | 0x08 | 0x80;

    // Well above glibc's and musl's posix_spawnattr_t (336), posix_spawn_file_actions_t (80) and sigset_t (128).
    private const int StructureBytes = 512;

    /// <inheritdoc />
    public bool InheritsDescriptors => true;

    /// <inheritdoc />
    public Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts the program; when the call returns, the child exists and runs it.</summary>
    /// <exception cref="SandboxException">It could not be started; the message names the program.</exception>
    public ISandboxedInstance Start(SandboxCommand command)
    {
        var errors = ErrorTail.Open();
        try
        {
            var issuedNs = MonotonicClock.NowNs;
            var processId = Spawn(command, errors.WriteEnd);
            var process = new SandboxedProcess(processId, issuedNs, MonotonicClock.NowNs, errors);
            ProcessReaper.Shared.Watch(process);
            return process;
        }
        catch (Win32Exception failure)
        {
            errors.Dispose();
            throw new SandboxException(failure.Message, failure);
        }
        finally
        {
            errors.CloseWriteEnd();
        }
    }

    private static unsafe int Spawn(SandboxCommand command, int errorDescriptor)
    {
        byte* attributes = stackalloc byte[StructureBytes];
        byte* actions = stackalloc byte[StructureBytes];
        using var arguments = new NativeStrings([command.Executable, .. command.Arguments]);
        using var environment = new NativeStrings([.. command.Environment.Select(pair => $"{pair.Key}={pair.Value}")]);
        DescribeSignals(attributes);
        DescribeDescriptors(actions, command, errorDescriptor);
        try
        {
            int processId;
            var error = LibC.posix_spawn(
                &processId, arguments.Pointer[0], actions, attributes, arguments.Pointer, environment.Pointer);
            return error == 0
                ? processId
                : throw new Win32Exception(
                    error, $"cannot start {command.Executable}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
        finally
        {
            _ = LibC.posix_spawnattr_destroy(attributes);
            _ = LibC.posix_spawn_file_actions_destroy(actions);
        }
    }

    /// <summary>The runtime ignores some signals and may block others; a child must see neither.</summary>
    private static unsafe void DescribeSignals(byte* attributes)
    {
        byte* signals = stackalloc byte[StructureBytes];
        _ = LibC.posix_spawnattr_init(attributes);
        _ = LibC.posix_spawnattr_setflags(attributes, Flags);
        _ = LibC.sigfillset(signals);
        _ = LibC.posix_spawnattr_setsigdefault(attributes, signals);
        _ = LibC.sigemptyset(signals);
        _ = LibC.posix_spawnattr_setsigmask(attributes, signals);
    }

    private static unsafe void DescribeDescriptors(byte* actions, SandboxCommand command, int errorDescriptor)
    {
        _ = LibC.posix_spawn_file_actions_init(actions);
        fixed (byte* nowhere = "/dev/null\0"u8)
        {
            _ = LibC.posix_spawn_file_actions_addopen(actions, 0, nowhere, 0, 0);
            _ = LibC.posix_spawn_file_actions_addopen(actions, 1, nowhere, LibC.WriteOnly, 0);
        }

        _ = LibC.posix_spawn_file_actions_adddup2(actions, errorDescriptor, 2);
        DescribeInherited(actions, command.InheritedDescriptors);
    }

    /// <summary>First to numbers above all targets, so that no source is overwritten before it is copied.</summary>
    private static unsafe void DescribeInherited(byte* actions, IReadOnlyList<int> inherited)
    {
        const int First = SandboxCommand.FirstDescriptor;
        var above = inherited.Append(First + inherited.Count).Max() + 1;
        for (var i = 0; i < inherited.Count; i++)
        {
            _ = LibC.posix_spawn_file_actions_adddup2(actions, inherited[i], above + i);
        }

        for (var i = 0; i < inherited.Count; i++)
        {
            _ = LibC.posix_spawn_file_actions_adddup2(actions, above + i, First + i);
        }

        _ = LibC.posix_spawn_file_actions_addclosefrom_np(actions, First + inherited.Count);
    }
}
