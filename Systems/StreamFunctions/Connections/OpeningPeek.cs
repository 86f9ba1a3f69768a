using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>Looks whether a connection's first frame is there, without taking a byte of it: until it is, the connection
/// costs nothing but its descriptor.</summary>
internal static unsafe class OpeningPeek
{
    private const int PeekBytes = 512;

    /// <summary>How much of a first frame has arrived.</summary>
    public static Arrival Look(StreamSocket socket)
    {
        byte* buffer = stackalloc byte[PeekBytes];
        var count = (int)LibC.recv(socket.Descriptor, buffer, PeekBytes, LibC.Peek | LibC.DoNotWait);
        if (count <= 0)
        {
            const int TryAgain = 11;
            return count < 0 && Marshal.GetLastPInvokeError() is TryAgain or LibC.Interrupted
                ? Arrival.Nothing
                : Arrival.Left;
        }

        var arrived = new ReadOnlySpan<byte>(buffer, count);
        var preamble = Wire.Preamble;
        var common = Math.Min(count, preamble.Length);
        if (!arrived[..common].SequenceEqual(preamble[..common]))
        {
            return Arrival.Ready;
        }

        if (count < preamble.Length + Wire.PrefixBytes)
        {
            return Arrival.Part;
        }

        // A claim beyond the bound is refused by whoever reads it, at once.
        var claimed = BinaryPrimitives.ReadUInt32LittleEndian(arrived[preamble.Length..]);
        var whole = preamble.Length + Wire.PrefixBytes + (long)claimed;
        return claimed > Wire.MaximumControlBytes || whole <= count || whole <= Unread.BytesOf(socket)
            ? Arrival.Ready
            : Arrival.Part;
    }

    /// <summary>Whether a first frame that has arrived is an opening.</summary>
    public static bool AsksForStream(StreamSocket socket)
    {
        const int HeadBytes = 16;
        byte* head = stackalloc byte[HeadBytes];
        var type = Wire.Preamble.Length + sizeof(uint);
        return (int)LibC.recv(socket.Descriptor, head, HeadBytes, LibC.Peek | LibC.DoNotWait) > type
            && new ReadOnlySpan<byte>(head, HeadBytes).StartsWith(Wire.Preamble)
            && (FrameType)head[type] == FrameType.Open;
    }
}
