using System.Runtime.InteropServices;

namespace Eval.Tests.Benchmarks.Linux;

/// <summary>The calls of libc that a load generator needs beside the Sdk's, for 64-bit Linux.</summary>
internal static unsafe partial class LibC
{
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int SendTimeout = 21;
    public const int MonotonicClockId = 1;
    public const int AbsoluteTime = 1;
    public const int EpollAdd = 1;
    public const uint EpollReadable = 1;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int bind(int descriptor, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int listen(int descriptor, int backlog);

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

    [LibraryImport("libc", SetLastError = true)]
    public static partial int waitpid(int processId, int* status, int options);

    /// <summary>struct timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Timespec(long Seconds, long Fraction);
}
