using System.Runtime.InteropServices;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>How much of what was sent the other side has not taken yet (SIOCOUTQ of unix(7) and tcp(7)).</summary>
internal static unsafe partial class Untaken
{
    private const nuint OutgoingQueue = 0x5411;

    /// <summary>Bytes, with the kernel's overhead for each piece; 0 once all are taken, or where nobody can tell.
    /// </summary>
    public static int BytesOf(StreamSocket socket)
    {
        int bytes;
        return ioctl(socket.Descriptor, OutgoingQueue, &bytes) == 0 ? Math.Max(0, bytes) : 0;
    }

    [LibraryImport("libc")]
    private static partial int ioctl(int descriptor, nuint request, int* value);
}
