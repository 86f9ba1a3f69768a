using System.Runtime.InteropServices;

namespace Eval.Systems.StreamFunctions.Doors;

/// <summary>The calls that a blocking TCP connection with a limit needs, for 64-bit Linux.</summary>
internal static unsafe partial class LibC
{
    public const int StreamType = 1;
    public const int CloseOnExec = 0x80000;
    public const int SocketLevel = 1;
    public const int SendTimeout = 21;
    public const int TcpLevel = 6;
    public const int NoDelay = 1;
    public const int InProgress = 115;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int connect(int descriptor, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setsockopt(int descriptor, int level, int option, void* value, uint length);

    /// <summary>struct timeval.</summary>
    public struct TimeValue
    {
        public long Seconds;
        public long Microseconds;
    }
}
