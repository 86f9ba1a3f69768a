using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Eval.Systems.Faas;

/// <summary>Two connected Unix sockets, blocking, not inherited by other children: one for us, one for a child.
/// </summary>
internal static unsafe partial class SocketPair
{
    private const int UnixFamily = 1;
    private const int StreamType = 1;
    private const int CloseOnExec = 0x80000;

    /// <summary>Makes a pair; the caller owns both ends.</summary>
    /// <exception cref="IOException">There are no descriptors left.</exception>
    public static (Socket Ours, SafeSocketHandle Theirs) Create()
    {
        var ends = stackalloc int[2];
        if (CreatePair(UnixFamily, StreamType | CloseOnExec, 0, ends) != 0)
        {
            throw new IOException($"socketpair: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }

        return (
            new Socket(new SafeSocketHandle(ends[0], ownsHandle: true)),
            new SafeSocketHandle(ends[1], ownsHandle: true));
    }

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    private static partial int CreatePair(int family, int type, int protocol, int* ends);
}
