using System.Runtime.InteropServices;
using System.Text;
using Eval.Systems.Sdk.Protocol;
using HostLibC = Eval.Systems.Sdk.Hosting.LibC;

namespace Eval.Tests.Benchmarks.Linux;

/// <summary>Makes connected Unix sockets, closed on exec.</summary>
internal static unsafe class UnixConnection
{
    private const int AddressBytes = 110;
    private const int FamilyBytes = 2;

    /// <summary>Connects; a call on the socket that waits longer than the limit gives up.</summary>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public static StreamSocket Connect(string path, int limitSeconds = 30)
    {
        var descriptor = New(0);
        Limit(descriptor, limitSeconds);
        return TryConnect(descriptor, path) ? new StreamSocket(descriptor) : throw Failure($"cannot connect to {path}");
    }

    /// <summary>Connects without waiting, to a socket that never waits; null while the listener's queue is full.
    /// </summary>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public static StreamSocket? TryConnectAtOnce(string path)
    {
        var descriptor = New(LibC.NonBlocking);
        if (TryConnect(descriptor, path))
        {
            return new StreamSocket(descriptor);
        }

        var error = Marshal.GetLastPInvokeError();
        _ = LibC.close(descriptor);
        return error == LibC.TryAgain ? null : throw Failure($"cannot connect to {path}", error);
    }

    /// <summary>Two sockets that are connected with each other.</summary>
    public static (StreamSocket Ours, StreamSocket Theirs) Pair(int limitSeconds = 30)
    {
        int* ends = stackalloc int[2];
        if (HostLibC.socketpair(HostLibC.UnixFamily, HostLibC.StreamType | LibC.CloseOnExec, 0, ends) < 0)
        {
            throw Failure("cannot make a socket pair");
        }

        Limit(ends[0], limitSeconds);
        return (new StreamSocket(ends[0]), new StreamSocket(ends[1]));
    }

    /// <summary>A listener at a path that does not exist yet; accepting gives up after the limit.</summary>
    public static int Listen(string path, int limitSeconds)
    {
        var descriptor = New(0);
        Limit(descriptor, limitSeconds);
        byte* address = stackalloc byte[AddressBytes];
        Write(path, new Span<byte>(address, AddressBytes));
        return LibC.bind(descriptor, address, AddressBytes) == 0 && LibC.listen(descriptor, 1) == 0
            ? descriptor
            : throw Failure($"cannot listen at {path}");
    }

    /// <summary>The next connection of a listener.</summary>
    public static StreamSocket Accept(int listener, int limitSeconds)
    {
        var descriptor = HostLibC.accept4(listener, null, null, LibC.CloseOnExec);
        if (descriptor < 0)
        {
            throw Failure("nobody connected");
        }

        Limit(descriptor, limitSeconds);
        return new StreamSocket(descriptor);
    }

    private static int New(int flags)
    {
        var descriptor = HostLibC.socket(HostLibC.UnixFamily, HostLibC.StreamType | LibC.CloseOnExec | flags, 0);
        return descriptor >= 0 ? descriptor : throw Failure("cannot make a socket");
    }

    private static bool TryConnect(int descriptor, string path)
    {
        byte* address = stackalloc byte[AddressBytes];
        Write(path, new Span<byte>(address, AddressBytes));
        return HostLibC.connect(descriptor, address, AddressBytes) == 0;
    }

    private static void Write(string path, Span<byte> address)
    {
        address.Clear();
        address[0] = HostLibC.UnixFamily;
        Encoding.UTF8.GetBytes(path, address[FamilyBytes..^1]);
    }

    private static void Limit(int descriptor, int seconds)
    {
        var limit = new HostLibC.TimeValue { Seconds = seconds };
        foreach (var option in (ReadOnlySpan<int>)[HostLibC.ReceiveTimeout, LibC.SendTimeout])
        {
            _ = HostLibC.setsockopt(
                descriptor, HostLibC.SocketLevel, option, &limit, (uint)sizeof(HostLibC.TimeValue));
        }
    }

    private static IOException Failure(string what) => Failure(what, Marshal.GetLastPInvokeError());

    private static IOException Failure(string what, int error) =>
        new($"{what}: {Marshal.GetPInvokeErrorMessage(error)}");
}
