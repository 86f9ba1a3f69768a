using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>Watches the connections of a stream for their end, on a thread of its own that exists only where the
/// function asked for its cancellation.</summary>
internal static class EarlyEnd
{
    /// <summary>Cancelled once either side has closed.</summary>
    public static CancellationToken Watch(StreamSocket control, StreamSocket? producer)
    {
        var source = new CancellationTokenSource();
        var (first, second) = (control.Descriptor, producer?.Descriptor ?? -1);
        new Thread(() => Wait(first, second, source)) { IsBackground = true, Name = "early end" }.Start();
        return source.Token;
    }

    private static unsafe void Wait(int first, int second, CancellationTokenSource source)
    {
        var entries = stackalloc LibC.PollEntry[2];
        entries[0] = new LibC.PollEntry { Descriptor = first, Wanted = LibC.PeerClosed };
        entries[1] = new LibC.PollEntry { Descriptor = second, Wanted = LibC.PeerClosed };
        while (LibC.poll(entries, 2, -1) <= 0)
        {
            // Interrupted by a signal.
        }

        source.Cancel();
    }
}
