using System.Text;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.BufferedInstanceHost;

/// <summary>The control plane's connection, which is to be descriptor 3, so that this host can step in between: what
/// the function's host then finds there is a socket pair, and this host has its other end.</summary>
internal static unsafe class ControlSocket
{
    private const string SocketVariable = "EVAL_SOCKET";
    private const int Descriptor = 3;
    private const int AddressBytes = 110;

    /// <summary>A box that inherits nothing is told a path to connect to.</summary>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public static void MoveToDescriptor3()
    {
        if (Environment.GetEnvironmentVariable(SocketVariable) is not { Length: > 0 } path)
        {
            return;
        }

        var address = stackalloc byte[AddressBytes];
        var span = new Span<byte>(address, AddressBytes);
        span.Clear();
        span[0] = LibC.UnixFamily;
        Encoding.UTF8.GetBytes(path, span[2..^1]);
        const int Type = LibC.StreamType | LibC.CloseOnExec;
        var socket = LibC.Check(LibC.socket(LibC.UnixFamily, Type, 0), "cannot make a socket");
        LibC.Check(LibC.connect(socket, address, AddressBytes), $"cannot connect to {path}");
        if (socket != Descriptor)
        {
            LibC.Check(LibC.dup2(socket, Descriptor), "cannot move a socket");
            _ = LibC.close(socket);
        }

        Environment.SetEnvironmentVariable(SocketVariable, null);
    }

    /// <summary>Puts a socket pair in the place of descriptor 3.</summary>
    /// <returns>The control plane's connection, and the end of the pair that is the function's host's other side.
    /// </returns>
    public static (StreamSocket Control, StreamSocket Inner) StepBetween()
    {
        var ends = stackalloc int[2];
        const int Type = LibC.StreamType | LibC.CloseOnExec;
        LibC.Check(LibC.socketpair(LibC.UnixFamily, Type, 0, ends), "cannot make a socket pair");
        var control = LibC.Check(
            LibC.fcntl(Descriptor, LibC.DuplicateCloseOnExec, Descriptor + 1), "cannot move a socket");
        LibC.Check(LibC.dup2(ends[1], Descriptor), "cannot move a socket");
        _ = LibC.close(ends[1]);
        return (new StreamSocket(control), new StreamSocket(ends[0]));
    }
}
