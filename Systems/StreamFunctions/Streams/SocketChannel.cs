using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>A socket as a channel. The socket belongs to the caller.</summary>
internal sealed class SocketChannel(StreamSocket socket) : IByteChannel
{
    /// <inheritdoc />
    public int Descriptor => socket.Descriptor;

    /// <inheritdoc />
    public int Untaken => Connections.Untaken.BytesOf(socket);

    /// <inheritdoc />
    public int Receive(Span<byte> into)
    {
        try
        {
            return socket.Receive(into, wait: false);
        }
        catch (IOException)
        {
            return IByteChannel.Broken;
        }
    }

    /// <inheritdoc />
    public int Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return socket.Send(bytes, [], wait: false);
        }
        catch (IOException)
        {
            return IByteChannel.Broken;
        }
    }

    /// <inheritdoc />
    public void Shutdown() => socket.Shutdown();
}
