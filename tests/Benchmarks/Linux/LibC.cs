using System.Runtime.InteropServices;

namespace Eval.Tests.Benchmarks.Linux;

/// <summary>The calls of libc that a load generator needs, for 64-bit Linux. Buffers stand for structures whose layout
/// only libc knows.</summary>
internal static unsafe partial class LibC
{
    public const int UnixFamily = 1;
    public const int StreamType = 1;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int SocketLevel = 1;
    public const int ReceiveTimeout = 20;
    public const int SendTimeout = 21;
    public const int MonotonicClockId = 1;
    public const int AbsoluteTime = 1;
    public const int EpollAdd = 1;
    public const uint EpollReadable = 1;
    public const int SignalKill = 9;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int socketpair(int family, int type, int protocol, int* descriptors);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int connect(int descriptor, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int bind(int descriptor, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int listen(int descriptor, int backlog);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int accept4(int descriptor, byte* address, uint* length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setsockopt(int descriptor, int level, int name, Timespec* value, uint length);

    [LibraryImport("libc")]
    public static partial int close(int descriptor);

    [LibraryImport("libc")]
    public static partial int clock_nanosleep(int clock, int flags, Timespec* request, nint remain);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int sched_setaffinity(int thread, nuint bytes, ulong* mask);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_ctl(int poller, int operation, int descriptor, byte* entry);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_wait(int poller, byte* entries, int count, int timeoutMilliseconds);

    [LibraryImport("libc")]
    public static partial int posix_spawn(
        int* processId, byte* path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int target);

    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int waitpid(int processId, int* status, int options);

    [LibraryImport("libc")]
    public static partial int kill(int processId, int signal);

    /// <summary>struct timespec; as struct timeval its second field is microseconds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Timespec(long Seconds, long Fraction);
}
