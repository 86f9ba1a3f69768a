using System.Runtime.InteropServices;
using System.Text;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>How a host comes by its sockets.</summary>
internal static unsafe class HostSocket
{
    private const int ControlDescriptor = 3;
    private const int PathBytes = 108;
    private const int FamilyBytes = 2;

    /// <summary>The producer's connection, or the listener where the host accepts by itself.</summary>
    public const int ProducerDescriptor = 4;

    /// <summary>The control plane's connection: inherited, or made to the path in EVAL_SOCKET.</summary>
    /// <exception cref="IOException">Nobody listens at that path.</exception>
    public static StreamSocket Control() => IsToBeMade ? Connect(Path) : new StreamSocket(ControlDescriptor);

    /// <summary>Whether the control plane waits for this host to connect.</summary>
    public static bool IsToBeMade => Path.Length > 0;

    private static string Path => Environment.GetEnvironmentVariable(HostVariable.Socket) ?? "";

    /// <summary>Waits for the next producer at the inherited listener, for as long as the control plane lets instances
    /// wait there. The kernel either gives a connection or ends the wait, so that no producer comes in between.
    /// </summary>
    /// <returns>Null: the time is over, or the listener was shut.</returns>
    /// <exception cref="IOException">The listener is unusable.</exception>
    public static StreamSocket? Accept()
    {
        while (true)
        {
            var descriptor = LibC.accept4(ProducerDescriptor, null, null, LibC.CloseOnExec);
            if (descriptor >= 0)
            {
                return new StreamSocket(descriptor);
            }

            const int Interrupted = 4;
            const int Aborted = 103;
            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted or Aborted:
                    continue;
                case LibC.TryAgain or LibC.InvalidArgument:
                    return null;
                default:
                    throw Failure("cannot accept a producer");
            }
        }
    }

    /// <summary>How long one wait at the inherited listener may take, nanoseconds; 0: for ever.</summary>
    public static long AcceptLimitNs()
    {
        var time = default(LibC.TimeValue);
        var length = (uint)sizeof(LibC.TimeValue);
        return LibC.getsockopt(
            ProducerDescriptor, LibC.SocketLevel, LibC.ReceiveTimeout, &time, &length) == 0
            ? (time.Seconds * 1_000_000_000) + (time.Microseconds * 1000)
            : 0;
    }

    /// <summary>Two sockets that are connected with each other.</summary>
    public static (StreamSocket First, StreamSocket Second) Pair()
    {
        int* ends = stackalloc int[2];
        return LibC.socketpair(LibC.UnixFamily, LibC.StreamType | LibC.CloseOnExec, 0, ends) == 0
            ? (new StreamSocket(ends[0]), new StreamSocket(ends[1]))
            : throw Failure("cannot make a socket pair");
    }

    /// <summary>Lets receiving from that socket give up after a time, as if it would block; zero: never.</summary>
    public static void LimitWaits(StreamSocket socket, long milliseconds) =>
        LimitWaits(socket.Descriptor, milliseconds);

    /// <summary>The same for a socket's descriptor: of a listener, each wait for a connection.</summary>
    public static void LimitWaits(int descriptor, long milliseconds)
    {
        var time = new LibC.TimeValue { Seconds = milliseconds / 1000, Microseconds = milliseconds % 1000 * 1000 };
        if (LibC.setsockopt(
            descriptor, LibC.SocketLevel, LibC.ReceiveTimeout, &time, (uint)sizeof(LibC.TimeValue)) != 0)
        {
            throw Failure("cannot limit waiting for the producer");
        }
    }

    private static StreamSocket Connect(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) >= PathBytes)
        {
            throw new IOException($"{path} is too long for a socket");
        }

        byte* address = stackalloc byte[FamilyBytes + PathBytes];
        var span = new Span<byte>(address, FamilyBytes + PathBytes);
        span.Clear();
        span[0] = LibC.UnixFamily;
        Encoding.UTF8.GetBytes(path, span[FamilyBytes..]);
        var socket = new StreamSocket(LibC.socket(LibC.UnixFamily, LibC.StreamType | LibC.CloseOnExec, 0));
        return LibC.connect(socket.Descriptor, address, FamilyBytes + PathBytes) == 0
            ? socket
            : throw Failure($"cannot connect to {path}");
    }

    private static IOException Failure(string what) =>
        new($"{what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
}
