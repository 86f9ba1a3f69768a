using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Eval.Systems.Sdk.Protocol;

/// <summary>Sends and receives a descriptor beside bytes (SCM_RIGHTS), for 64-bit Linux.</summary>
internal static unsafe class DescriptorPassing
{
    private const int SocketLevel = 1;
    private const int Rights = 1;
    private const int HeaderBytes = 16;
    private const int ControlBytes = HeaderBytes + 8;

    // Without the padding, which has room for a second descriptor: the kernel discards what does not fit.
    private const int ReceivedControlBytes = HeaderBytes + sizeof(int);
    private const int CloseOnExec = 0x40000000;

    /// <summary>Sends these bytes, and that descriptor with the first of them.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public static void Send(StreamSocket socket, ReadOnlySpan<byte> bytes, int descriptor)
    {
        byte* control = stackalloc byte[ControlBytes];
        var header = new Span<byte>(control, ControlBytes);
        header.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(header, HeaderBytes + sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], SocketLevel);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], Rights);
        BinaryPrimitives.WriteInt32LittleEndian(header[HeaderBytes..], descriptor);
        nint sent;
        fixed (byte* start = bytes)
        {
            var vector = new LibC.IoVector(start, bytes.Length, 0);
            var message = new LibC.Message
            {
                Vectors = &vector, VectorCount = 1, Control = control, ControlBytes = ControlBytes,
            };
            sent = LibC.sendmsg(socket.Descriptor, &message, LibC.NoSignal);
        }

        if (sent < 0)
        {
            throw Failure("send a descriptor");
        }

        socket.Send(bytes[(int)sent..], [], wait: true);
    }

    /// <summary>Takes what is there: a count, 0 at the end, or <see cref="StreamSocket.WouldBlock"/> where it does not
    /// wait; and the descriptor that came with it, or −1. It is the caller's to close; of several that were sent
    /// together the first arrives, and no other is opened here.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public static int Receive(StreamSocket socket, Span<byte> into, bool wait, out int descriptor)
    {
        byte* control = stackalloc byte[ReceivedControlBytes];
        var header = new Span<byte>(control, ReceivedControlBytes);
        header.Clear();
        nint count;
        fixed (byte* start = into)
        {
            var vector = new LibC.IoVector(start, into.Length, 0);
            var message = new LibC.Message
            {
                Vectors = &vector, VectorCount = 1, Control = control, ControlBytes = ReceivedControlBytes,
            };
            count = LibC.recvmsg(socket.Descriptor, &message, (wait ? 0 : LibC.DoNotWait) | CloseOnExec);
        }

        descriptor = count > 0 && BinaryPrimitives.ReadInt32LittleEndian(header[12..]) == Rights
            ? BinaryPrimitives.ReadInt32LittleEndian(header[HeaderBytes..])
            : -1;
        return count >= 0 ? (int)count
            : Marshal.GetLastPInvokeError() is LibC.TryAgain or LibC.Interrupted ? StreamSocket.WouldBlock
            : throw Failure("receive a descriptor");
    }

    private static IOException Failure(string verb) =>
        new($"cannot {verb}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
}
