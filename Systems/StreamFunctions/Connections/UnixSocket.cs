using System.Runtime.InteropServices;
using System.Text;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>Makes Unix sockets, all closed on exec.</summary>
internal static unsafe class UnixSocket
{
    private const int PathBytes = 108;
    private const int FamilyBytes = 2;
    private const int AddressBytes = FamilyBytes + PathBytes;

    /// <summary>Connects to a listener, which answers at once or not at all.</summary>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public static StreamSocket Connect(string path)
    {
        byte* address = stackalloc byte[AddressBytes];
        Write(path, new Span<byte>(address, AddressBytes));
        var descriptor = New();
        try
        {
            Check(LibC.connect(descriptor, address, AddressBytes), $"cannot connect to {path}");
            return new StreamSocket(descriptor);
        }
        catch
        {
            _ = LibC.close(descriptor);
            throw;
        }
    }

    /// <summary>Listens at a path; a socket file that nobody serves any more is replaced. Gives the descriptor.
    /// </summary>
    /// <exception cref="IOException">The path is served, something else than a socket, too long or not writable.
    /// </exception>
    public static int Listen(string path, int backlog)
    {
        byte* address = stackalloc byte[AddressBytes];
        Write(path, new Span<byte>(address, AddressBytes));
        RemoveStale(path, address);
        var descriptor = New();
        try
        {
            Check(LibC.bind(descriptor, address, AddressBytes), $"cannot bind {path}");
            Check(LibC.listen(descriptor, backlog), $"cannot listen at {path}");
            return descriptor;
        }
        catch
        {
            _ = LibC.close(descriptor);
            throw;
        }
    }

    /// <summary>Waits for the next connection.</summary>
    /// <exception cref="IOException">The listener is unusable, or descriptors have run out.</exception>
    public static StreamSocket Accept(int listener) =>
        TryAccept(listener) ?? throw new IOException("cannot accept: descriptors or memory have run out");

    /// <summary>The process that connected there, as this host numbers it; null where the kernel does not say.
    /// </summary>
    public static int? PeerOf(StreamSocket socket)
    {
        // struct ucred: process, user, group.
        var credentials = stackalloc int[3];
        var length = 3u * sizeof(int);
        var result = LibC.getsockopt(
            socket.Descriptor, LibC.SocketLevel, LibC.PeerCredentials, credentials, &length);
        return result == 0 && credentials[0] > 0 ? credentials[0] : null;
    }

    /// <summary>Waits for the next connection; null where descriptors or memory have run out, and it has to wait.
    /// </summary>
    /// <exception cref="IOException">The listener is unusable, or nobody came in the time of one wait.</exception>
    public static StreamSocket? TryAccept(int listener)
    {
        while (true)
        {
            var descriptor = LibC.accept4(listener, null, null, LibC.CloseOnExec);
            if (descriptor >= 0)
            {
                return new StreamSocket(descriptor);
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case LibC.Interrupted or LibC.ConnectionAborted:
                    continue;
                case var want when IsWant(want):
                    return null;
                case var error:
                    throw new IOException($"cannot accept: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
    }

    /// <summary>Whether accept(2) failed for want of what others hold, and may be tried again: the listener is as good
    /// as it was.</summary>
    internal static bool IsWant(int error) =>
        error is LibC.TooManyFiles or LibC.TooManyFilesOfAll or LibC.NoMemory or LibC.NoBuffers;

    /// <summary>Lets nobody wait at a listener any more: accept(2) gives those that have come, and then fails, in every
    /// process that has it.</summary>
    public static void Shut(int listener) => _ = LibC.shutdown(listener, LibC.ReceivingDirection);

    /// <summary>Closes a listener; whoever waits in accept(2) is woken by the shutdown before it.</summary>
    public static void Close(int listener)
    {
        Shut(listener);
        _ = LibC.close(listener);
    }

    /// <summary>Ends the receiving direction: whoever waits for bytes wakes with none; and the sending one.</summary>
    public static void Cut(StreamSocket socket, bool alsoSending)
    {
        _ = LibC.shutdown(socket.Descriptor, LibC.ReceivingDirection);
        if (alsoSending)
        {
            socket.Shutdown();
        }
    }

    /// <summary>Two sockets that are connected with each other.</summary>
    public static (StreamSocket Ours, StreamSocket Theirs) Pair()
    {
        int* ends = stackalloc int[2];
        Check(
            LibC.socketpair(LibC.UnixFamily, LibC.StreamType | LibC.CloseOnExec, 0, ends), "cannot make a socket pair");
        return (new StreamSocket(ends[0]), new StreamSocket(ends[1]));
    }

    /// <summary>Only a connect that is refused proves that a socket file is stale; any other file refuses it, too.
    /// </summary>
    private static void RemoveStale(string path, byte* address)
    {
        if (TypeOf(path) is not { } type)
        {
            return;
        }

        if (type != LibC.SocketFile)
        {
            throw new IOException($"{path} is no socket, and is not replaced by one");
        }

        var descriptor = New();
        var result = LibC.connect(descriptor, address, AddressBytes);
        var error = Marshal.GetLastPInvokeError();
        _ = LibC.close(descriptor);
        if (result == 0)
        {
            throw new IOException($"{path} is served by another process");
        }

        if (error == LibC.ConnectionRefused)
        {
            File.Delete(path);
        }
    }

    /// <summary>What kind of file is at a path, itself and not what it may link to; null: nothing is.</summary>
    private static int? TypeOf(string path)
    {
        LibC.FileStatus status;
        if (LibC.statx(LibC.CurrentFolder, path, LibC.DoNotFollow, LibC.FileTypeMask, &status) == 0)
        {
            return status.Mode & LibC.FileTypeBits;
        }

        return Marshal.GetLastPInvokeError() == LibC.NoSuchFile ? null : Check(-1, $"cannot look at {path}");
    }

    private static int New() =>
        Check(LibC.socket(LibC.UnixFamily, LibC.StreamType | LibC.CloseOnExec, 0), "cannot make a socket");

    private static void Write(string path, Span<byte> address)
    {
        if (Encoding.UTF8.GetByteCount(path) >= PathBytes)
        {
            throw new IOException($"{path} is too long for a socket: {PathBytes - 1} bytes are allowed");
        }

        address.Clear();
        address[0] = LibC.UnixFamily;
        Encoding.UTF8.GetBytes(path, address[FamilyBytes..]);
    }

    private static int Check(int result, string failure) => result >= 0
        ? result
        : throw new IOException($"{failure}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
}
