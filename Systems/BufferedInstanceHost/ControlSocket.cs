using Eval.Systems.Sdk.Hosting;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.BufferedInstanceHost;

/// <summary>The control plane's connection, which is to be descriptor 3, so that this host can step in between: what
/// the function's host then finds there is a socket pair, and this host has its other end.</summary>
internal static class ControlSocket
{
    private const int Descriptor = 3;

    /// <summary>A box that inherits nothing is told a path to connect to.</summary>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public static void MoveToDescriptor3()
    {
        if (!HostSocket.IsToBeMade)
        {
            return;
        }

        var socket = HostSocket.Control();
        if (socket.Descriptor != Descriptor)
        {
            LibC.Check(LibC.dup2(socket.Descriptor, Descriptor), "cannot move a socket");
            socket.Dispose();
        }

        Environment.SetEnvironmentVariable(HostVariable.Socket, null);
    }

    /// <summary>Puts a socket pair in the place of descriptor 3.</summary>
    /// <returns>The control plane's connection, and the end of the pair that is the function's host's other side.
    /// </returns>
    public static (StreamSocket Control, StreamSocket Inner) StepBetween()
    {
        var (ours, theirs) = HostSocket.Pair();
        var control = LibC.Check(
            LibC.fcntl(Descriptor, LibC.DuplicateCloseOnExec, Descriptor + 1), "cannot move a socket");
        LibC.Check(LibC.dup2(theirs.Descriptor, Descriptor), "cannot move a socket");
        theirs.Dispose();
        return (new StreamSocket(control), ours);
    }
}
