using System.Runtime.InteropServices;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>What a host asks of libc beside reading and writing, for 64-bit Linux.</summary>
internal static unsafe partial class LibC
{
    public const int UnixFamily = 1;
    public const int StreamType = 1;
    public const int CloseOnExec = 0x80000;
    public const int TryAgain = 11;
    public const int InvalidArgument = 22;
    public const int SocketLevel = 1;
    public const int ReceiveTimeout = 20;
    public const int SetParentDeathSignal = 1;
    public const int SetNoNewPrivileges = 38;
    public const int SignalKill = 9;
    public const int CoreLimit = 4;
    public const int FileLimit = 7;
    public const short PeerClosed = 0x2000;
    public const int PopulateForReading = 22;
    public const int PopulateForWriting = 23;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int socketpair(int family, int type, int protocol, int* descriptors);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int connect(int descriptor, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int accept4(int descriptor, byte* address, uint* length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setsockopt(int descriptor, int level, int option, void* value, uint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int getsockopt(int descriptor, int level, int option, void* value, uint* length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int poll(PollEntry* entries, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setrlimit(int resource, Limit* limit);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int prctl(int option, ulong second, ulong third, ulong fourth, ulong fifth);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setgroups(nuint count, uint* groups);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setresgid(uint real, uint effective, uint saved);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setresuid(uint real, uint effective, uint saved);

    [LibraryImport("libc")]
    public static partial int getppid();

    [LibraryImport("libc")]
    public static partial int madvise(void* start, nuint bytes, int advice);

    /// <summary>struct pollfd.</summary>
    public struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }

    /// <summary>struct rlimit.</summary>
    public struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }

    /// <summary>struct timeval.</summary>
    public struct TimeValue
    {
        public long Seconds;
        public long Microseconds;
    }
}
