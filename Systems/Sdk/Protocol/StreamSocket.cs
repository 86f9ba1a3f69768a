using System.Runtime.InteropServices;

namespace Eval.Systems.Sdk.Protocol;

/// <summary>
/// A connected stream socket, used by blocking calls on the caller's thread: no thread pool stands between a byte and
/// its reader. Its descriptor belongs to it.
/// </summary>
public sealed unsafe class StreamSocket(int descriptor) : IDisposable
{
    /// <summary>What <see cref="Receive"/> and <see cref="Send"/> give instead of a count where they would have to wait.
    /// </summary>
    public const int WouldBlock = -1;

    private int _descriptor = descriptor;

    /// <summary>Its descriptor, for polling.</summary>
    public int Descriptor => _descriptor;

    /// <summary>Takes what is there, at most the buffer: a count, 0 at the end, or <see cref="WouldBlock"/>.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public int Receive(Span<byte> into, bool wait)
    {
        fixed (byte* buffer = into)
        {
            while (true)
            {
                var count = LibC.recv(_descriptor, buffer, (nuint)into.Length, wait ? 0 : LibC.DoNotWait);
                if (count >= 0)
                {
                    return (int)count;
                }

                if (IsRetry("receive"))
                {
                    continue;
                }

                return WouldBlock;
            }
        }
    }

    /// <summary>Hands over head and body in one call: how many bytes of both went, or <see cref="WouldBlock"/>. With
    /// <paramref name="wait"/>, all of them.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public int Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, bool wait)
    {
        fixed (byte* headPointer = head, bodyPointer = body)
        {
            var sent = 0;
            var total = head.Length + body.Length;
            var parts = stackalloc LibC.IoVector[2];
            while (sent < total)
            {
                parts[0] = new LibC.IoVector(headPointer, head.Length, sent);
                parts[1] = new LibC.IoVector(bodyPointer, body.Length, Math.Max(0, sent - head.Length));
                var message = new LibC.Message { Vectors = parts, VectorCount = 2 };
                var count = LibC.sendmsg(_descriptor, &message, LibC.NoSignal | (wait ? 0 : LibC.DoNotWait));
                if (count >= 0)
                {
                    sent += (int)count;
                }
                else if (!IsRetry("send"))
                {
                    return sent > 0 ? sent : WouldBlock;
                }
            }

            return sent;
        }
    }

    /// <summary>Ends both directions at once, which also wakes whoever waits in a call.</summary>
    public void Shutdown() => _ = LibC.shutdown(_descriptor, LibC.BothDirections);

    /// <summary>Ends the sending direction: the other side sees the end, and can still answer.</summary>
    public void ShutdownSend() => _ = LibC.shutdown(_descriptor, LibC.SendingDirection);

    /// <inheritdoc />
    public void Dispose()
    {
        var descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor >= 0)
        {
            _ = LibC.close(descriptor);
        }
    }

    /// <summary>After a failed call: true to call again, false where it would block.</summary>
    private static bool IsRetry(string verb)
    {
        var error = Marshal.GetLastPInvokeError();
        return error switch
        {
            LibC.Interrupted => true,
            LibC.TryAgain => false,
            _ => throw new IOException($"cannot {verb}: {Marshal.GetPInvokeErrorMessage(error)}"),
        };
    }
}
