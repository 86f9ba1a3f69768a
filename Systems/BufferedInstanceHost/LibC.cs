using System.Runtime.InteropServices;

namespace Eval.Systems.BufferedInstanceHost;

/// <summary>What the host needs of libc beside the Sdk's, for 64-bit Linux: a child's end, a file without a name,
/// descriptors.</summary>
internal static unsafe partial class LibC
{
    public const int CloseOnExec = 0x80000;
    public const int DuplicateCloseOnExec = 1030;
    public const int SignalKill = 9;

    [LibraryImport("libc")]
    public static partial int wait4(int processId, int* status, int options, void* usage);

    [LibraryImport("libc")]
    public static partial int kill(int processId, int signal);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int memfd_create(byte* name, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int pipe2(int* descriptors, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc")]
    public static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fcntl(int descriptor, int command, int value);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int dup2(int descriptor, int target);

    [LibraryImport("libc")]
    public static partial void _exit(int code);

    /// <summary>The result of a call, or its failure.</summary>
    /// <exception cref="IOException">It failed.</exception>
    public static int Check(int result, string what) => result >= 0
        ? result
        : throw new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
}
