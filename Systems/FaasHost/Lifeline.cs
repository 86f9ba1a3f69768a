using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Eval.Systems.FaasHost;

/// <summary>The socket to the gateway: the host says one line on it, and lives as long as the other end.</summary>
internal sealed class Lifeline : IDisposable
{
    private readonly Socket _socket;

    private Lifeline(Socket socket) => _socket = socket;

    /// <summary>Takes the descriptor of that number, or connects to that path.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static Lifeline Open(string place)
    {
        if (int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor))
        {
            return new Lifeline(new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)));
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(place));
        return new Lifeline(socket);
    }

    /// <summary>The host answers requests from now on; both times are MonotonicClock nanoseconds.</summary>
    public void Ready(long mainNs, long readyNs) => Say($"ready {mainNs} {readyNs}\n");

    /// <summary>The host cannot start.</summary>
    public void Failed(string reason) => Say($"failed {reason.ReplaceLineEndings(" ")}\n");

    /// <summary>Blocks until the gateway closes its end, or is gone.</summary>
    public void WaitForEnd()
    {
        Span<byte> ignored = stackalloc byte[16];
        try
        {
            while (_socket.Receive(ignored) > 0)
            {
                // The gateway says nothing on this socket: only its end matters.
            }
        }
        catch (SocketException)
        {
            // A reset is an end as well.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private void Say(string line) => _socket.Send(Encoding.UTF8.GetBytes(line));
}
