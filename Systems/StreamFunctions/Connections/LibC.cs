using System.Runtime.InteropServices;

namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>Unix sockets and polling as libc has them, for 64-bit Linux: blocking, on the caller's thread.</summary>
internal static unsafe partial class LibC
{
    public const int SocketLevel = 1;
    public const int PeerCredentials = 17;
    public const int UnixFamily = 1;
    public const int StreamType = 1;
    public const int CloseOnExec = 0x80000;
    public const int NoSuchFile = 2;
    public const int Interrupted = 4;
    public const int NoMemory = 12;
    public const int TooManyFilesOfAll = 23;
    public const int TooManyFiles = 24;
    public const int ConnectionAborted = 103;
    public const int NoBuffers = 105;
    public const int ConnectionRefused = 111;
    public const int Peek = 0x2;
    public const int DoNotWait = 0x40;
    public const ulong UnreadBytes = 0x541B;
    public const int ReceivingDirection = 0;
    public const int PollAdd = 1;
    public const int PollRemove = 2;
    public const int NonBlocking = 0x800;
    public const int OpenFiles = 7;
    public const int MonotonicTime = 1;
    public const int AbsoluteTime = 1;

    /// <summary>AT_FDCWD: a relative path begins there.</summary>
    public const int CurrentFolder = -100;

    /// <summary>AT_SYMLINK_NOFOLLOW.</summary>
    public const int DoNotFollow = 0x100;

    /// <summary>STATX_TYPE: the only thing asked for.</summary>
    public const uint FileTypeMask = 1;

    /// <summary>S_IFMT: the bits of a mode that tell the type.</summary>
    public const int FileTypeBits = 0xF000;

    /// <summary>S_IFSOCK.</summary>
    public const int SocketFile = 0xC000;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int socketpair(int family, int type, int protocol, int* descriptors);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int bind(int descriptor, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int listen(int descriptor, int backlog);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int connect(int descriptor, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int accept4(int descriptor, byte* address, uint* length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int poll(PollEntry* entries, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc")]
    public static partial int sched_yield();

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint recv(int descriptor, byte* buffer, nuint count, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint read(int descriptor, void* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int descriptor, void* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int ioctl(int descriptor, ulong request, int* value);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int shutdown(int descriptor, int direction);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd(uint value, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_ctl(int poller, int operation, int descriptor, byte* entry);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_wait(int poller, byte* entries, int count, int timeoutMilliseconds);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int getrlimit(int resource, ulong* softAndHard);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setrlimit(int resource, ulong* softAndHard);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int getsockopt(int socket, int level, int option, void* value, uint* length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int timerfd_create(int clock, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int timerfd_settime(int descriptor, int flags, TimerTime* time, TimerTime* before);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(int folder, string path, int flags, uint mask, FileStatus* status);

    /// <summary>struct statx, the same on every architecture, of which only the mode is read.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct FileStatus
    {
        [FieldOffset(28)]
        public ushort Mode;
    }

    /// <summary>struct itimerspec, 64-bit.</summary>
    public struct TimerTime
    {
        public long IntervalSeconds;
        public long IntervalNanoseconds;
        public long Seconds;
        public long Nanoseconds;
    }

    /// <summary>struct pollfd.</summary>
    public struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
