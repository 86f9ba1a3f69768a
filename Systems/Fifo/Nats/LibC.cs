using System.Runtime.InteropServices;

namespace Eval.Systems.Fifo.Nats;

/// <summary>Making a TCP connection as libc has it, for 64-bit Linux.</summary>
internal static unsafe partial class LibC
{
    public const int StreamType = 1;
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;
    public const int InProgress = 115;
    public const int Tcp = 6;
    public const int NoDelay = 1;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int connect(int descriptor, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setsockopt(int descriptor, int level, int option, int* value, uint length);
}
