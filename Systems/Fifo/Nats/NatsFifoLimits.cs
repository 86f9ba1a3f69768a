namespace Eval.Systems.Fifo.Nats;

/// <summary>The bounds of a FIFO in NATS.</summary>
/// <param name="Events">The most events that are published and have not come back.</param>
/// <param name="Bytes">The most bytes of them; one larger event is let in when there is none.</param>
/// <param name="Connect">How long the server may take to accept the connection.</param>
/// <param name="Silence">How long the server may owe events without sending any.</param>
public sealed record NatsFifoLimits(int Events, long Bytes, TimeSpan Connect, TimeSpan Silence)
{
    /// <summary>A server closes a connection with more than 64 MiB on their way; most of that is never of use, since
    /// a server that works takes a few milliseconds.</summary>
    private const long MostBytes = 8 << 20;

    /// <summary>Bounds within those of a stream's buffer.</summary>
    public static NatsFifoLimits Within(int events, long bytes) => new(
        events, Math.Min(bytes, MostBytes), Connect: TimeSpan.FromSeconds(5), Silence: TimeSpan.FromSeconds(5));
}
