using System.Net.Security;
using System.Net.Sockets;

namespace Eval.Systems.StreamFunctions.Doors;

/// <summary>Bytes both ways, whose directions end one by one.</summary>
/// <param name="stream">Both directions; owns what is below.</param>
/// <param name="endSending">Tells the other side that no more will come.</param>
internal sealed class Duplex(Stream stream, Func<Task> endSending) : IDisposable
{
    /// <summary>Both directions.</summary>
    public Stream Stream => stream;

    /// <summary>Plain, over a connected socket, which it then owns.</summary>
    public static Duplex Of(Socket socket) => new(new NetworkStream(socket, ownsSocket: true), () =>
    {
        socket.Shutdown(SocketShutdown.Send);
        return Task.CompletedTask;
    });

    /// <summary>Within TLS: the end of one direction is a close_notify.</summary>
    public static Duplex Of(SslStream tls) => new(tls, tls.ShutdownAsync);

    /// <summary>Tells the other side that no more will come.</summary>
    public Task EndSendingAsync() => endSending();

    /// <inheritdoc />
    public void Dispose() => stream.Dispose();
}
