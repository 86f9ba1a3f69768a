using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>How much of what has arrived nobody has taken yet (SIOCINQ of unix(7)), and what it is.</summary>
internal static unsafe class Unread
{
    private const int PeekBytes = 64 * 1024;

    [ThreadStatic]
    private static byte[]? _peeked;

    /// <summary>Bytes; 0 where nobody can tell.</summary>
    public static int BytesOf(StreamSocket socket)
    {
        int count = 0;
        return LibC.ioctl(socket.Descriptor, LibC.UnreadBytes, &count) == 0 ? Math.Max(0, count) : 0;
    }

    /// <summary>A hash of the first of them, which stay where they are.</summary>
    public static int HashOf(StreamSocket socket)
    {
        var buffer = _peeked ??= new byte[PeekBytes];
        fixed (byte* start = buffer)
        {
            var count = LibC.recv(socket.Descriptor, start, PeekBytes, LibC.Peek | LibC.DoNotWait);
            var hash = default(HashCode);
            hash.AddBytes(buffer.AsSpan(0, (int)Math.Max(0, count)));
            return hash.ToHashCode();
        }
    }
}
