using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Eval.Systems.FaasHost;

/// <summary>The inherited socket to the gateway: the host says one line on it, and lives as long as the other end.
/// </summary>
internal sealed class Lifeline(int descriptor) : IDisposable
{
    private readonly SafeFileHandle _socket = new(descriptor, ownsHandle: true);

    /// <summary>The host answers requests from now on; both times are MonotonicClock nanoseconds.</summary>
    public void Ready(long mainNs, long readyNs) => Say($"ready {mainNs} {readyNs}\n");

    /// <summary>The host cannot start.</summary>
    public void Failed(string reason) => Say($"failed {reason.ReplaceLineEndings(" ")}\n");

    /// <summary>Blocks until the gateway closes its end, or is gone.</summary>
    public void WaitForEnd()
    {
        Span<byte> ignored = stackalloc byte[16];
        while (RandomAccess.Read(_socket, ignored, 0) > 0)
        {
            // The gateway says nothing on this socket: only its end matters.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private void Say(string line) => RandomAccess.Write(_socket, Encoding.UTF8.GetBytes(line), 0);
}
