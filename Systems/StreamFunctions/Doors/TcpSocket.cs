using System.Net;
using System.Runtime.InteropServices;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Doors;

/// <summary>Makes blocking TCP connections, so that a client needs no thread pool to use one.</summary>
internal static unsafe class TcpSocket
{
    /// <summary>Connects within a limit.</summary>
    /// <exception cref="IOException">Nobody listens there, or nobody answered in time.</exception>
    public static StreamSocket Connect(IPEndPoint to, TimeSpan limit)
    {
        var socket = new StreamSocket(
            Check(LibC.socket((int)NativeFamily(to), LibC.StreamType | LibC.CloseOnExec, 0), to));
        try
        {
            SetSendLimit(socket, limit, to);
            var address = to.Serialize();
            fixed (byte* bytes = address.Buffer.Span)
            {
                Check(LibC.connect(socket.Descriptor, bytes, (uint)address.Size), to);
            }

            SetSendLimit(socket, TimeSpan.Zero, to);
            var yes = 1;
            Check(LibC.setsockopt(socket.Descriptor, LibC.TcpLevel, LibC.NoDelay, &yes, sizeof(int)), to);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The kernel's number of the address family is the first field of its address.</summary>
    private static ushort NativeFamily(IPEndPoint to) => MemoryMarshal.Read<ushort>(to.Serialize().Buffer.Span);

    private static void SetSendLimit(StreamSocket socket, TimeSpan limit, IPEndPoint to)
    {
        var time = new LibC.TimeValue { Seconds = limit.Ticks / TimeSpan.TicksPerSecond };
        Check(
            LibC.setsockopt(
                socket.Descriptor, LibC.SocketLevel, LibC.SendTimeout, &time, (uint)sizeof(LibC.TimeValue)),
            to);
    }

    private static int Check(int result, IPEndPoint to)
    {
        if (result >= 0)
        {
            return result;
        }

        var error = Marshal.GetLastPInvokeError();
        throw new IOException(error == LibC.InProgress
            ? $"{to} does not answer"
            : $"cannot connect to {to}: {Marshal.GetPInvokeErrorMessage(error)}");
    }
}
