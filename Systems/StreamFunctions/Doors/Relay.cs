using System.Buffers;

namespace Eval.Systems.StreamFunctions.Doors;

/// <summary>Passes bytes both ways between a client and a server, as they are. What one side does not take holds the
/// other back: each direction has one small buffer.</summary>
internal static class Relay
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>After the server's end, how long the client may take to close: closing first, with bytes of the client
    /// unread, would reset the connection and with it the report.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    /// <summary>How long one buffer may find no room at the other side.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromMinutes(5);

    /// <summary>Returns once both directions have ended; both sides are closed then.</summary>
    public static async Task RunAsync(Duplex client, Duplex server, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using (client)
        using (server)
        {
            var up = PassAsync(client, server, over.Token);
            await PassAsync(server, client, over.Token).ConfigureAwait(false);
            over.CancelAfter(Linger);
            await up.ConfigureAwait(false);
        }
    }

    private static async Task PassAsync(Duplex from, Duplex to, CancellationToken over)
    {
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(over);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var room = buffer.AsMemory(0, BufferBytes);
            int count;
            while ((count = await from.Stream.ReadAsync(room, over).ConfigureAwait(false)) > 0)
            {
                stalled.CancelAfter(Stall);
                await to.Stream.WriteAsync(room[..count], stalled.Token).ConfigureAwait(false);
                stalled.CancelAfter(Timeout.InfiniteTimeSpan);
            }

            await to.EndSendingAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whatever broke, half a relay is none: the other direction sees its end by this.
            from.Dispose();
            to.Dispose();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
