using System.Net;
using System.Runtime.InteropServices;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Fifo.Nats;

/// <summary>Makes TCP connections without waiting for them.</summary>
internal static unsafe class TcpSocket
{
    /// <summary>Issues a connect; the socket is readable once it is refused, or the server speaks.</summary>
    /// <exception cref="IOException">The system has no socket to give, or knows no way there.</exception>
    public static StreamSocket BeginConnect(IPEndPoint server)
    {
        var address = server.Serialize();
        const int Type = LibC.StreamType | LibC.CloseOnExec | LibC.NonBlocking;
        var descriptor = LibC.socket((int)address.Buffer.Span[0], Type, 0);
        if (descriptor < 0)
        {
            throw Failure("cannot make a socket");
        }

        var socket = new StreamSocket(descriptor);
        var one = 1;
        _ = LibC.setsockopt(descriptor, LibC.Tcp, LibC.NoDelay, &one, sizeof(int));
        fixed (byte* bytes = address.Buffer.Span)
        {
            if (LibC.connect(descriptor, bytes, (uint)address.Size) < 0
                && Marshal.GetLastPInvokeError() != LibC.InProgress)
            {
                var failure = Failure($"cannot connect to {server}");
                socket.Dispose();
                throw failure;
            }
        }

        return socket;
    }

    private static IOException Failure(string what) =>
        new($"{what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
}
