using System.Runtime.InteropServices;

namespace Eval.Systems.Sdk.Spawning;

/// <summary>posix_spawn(3): a child without a fork of the runtime. It is here since nothing else is below all that
/// start children: sandboxes, and a host that brings a program of its own. Buffers stand for structures whose layout
/// only libc knows.</summary>
internal static unsafe partial class PosixSpawn
{
    /// <summary>Well above glibc's and musl's posix_spawnattr_t (336), posix_spawn_file_actions_t (80) and sigset_t
    /// (128).</summary>
    public const int StructureBytes = 512;

    /// <summary>POSIX_SPAWN_SETSID: a session of its own.</summary>
    public const short OwnSession = 0x80;

    // POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK.
    private const short Signals = 0x04 | 0x08;

    /// <summary>The runtime ignores some signals and may block others; a child must see neither.</summary>
    /// <param name="attributes">Not initialised yet.</param>
    /// <param name="more">Further flags.</param>
    public static void DescribeSignals(byte* attributes, short more = 0)
    {
        byte* signals = stackalloc byte[StructureBytes];
        _ = posix_spawnattr_init(attributes);
        _ = posix_spawnattr_setflags(attributes, (short)(Signals | more));
        _ = sigfillset(signals);
        _ = posix_spawnattr_setsigdefault(attributes, signals);
        _ = sigemptyset(signals);
        _ = posix_spawnattr_setsigmask(attributes, signals);
    }

    [LibraryImport("libc")]
    public static partial int posix_spawn(
        int* processId, byte* path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    public static partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_addopen(
        byte* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int target);

    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_addclosefrom_np(byte* actions, int first);

    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigdefault(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigmask(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    private static partial int sigfillset(byte* signals);

    [LibraryImport("libc")]
    private static partial int sigemptyset(byte* signals);
}
