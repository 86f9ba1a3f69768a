using System.Runtime.InteropServices;

namespace Eval.Systems.Sandboxes;

/// <summary>The calls of libc that .NET does not offer, such as reaping with resource usage.</summary>
internal static unsafe partial class LibC
{
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;
    public const int WriteOnly = 1;
    public const int NoHang = 1;
    public const int SignalKill = 9;
    public const int SetStatusFlags = 4;

    /// <summary>RLIMIT_NOFILE.</summary>
    public const int OpenFiles = 7;

    /// <summary>pidfd_open(2), the same number on every architecture.</summary>
    public const long PidfdOpen = 434;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int wait4(int processId, int* status, int options, long* usage);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int kill(int processId, int signal);

    [LibraryImport("libc", SetLastError = true)]
    public static partial long syscall(long number, long first, long second);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int pipe2(int* descriptors, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fcntl(int descriptor, int command, int value);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int open(byte* path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int prlimit(int processId, int resource, ulong* limit, ulong* old);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_ctl(int poller, int operation, int descriptor, byte* entry);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_wait(int poller, byte* entries, int count, int timeoutMilliseconds);
}
