namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>
/// The way of the events to one stage's instance, with the FIFO in it. A hop through a broker (in memory:
/// <see cref="MemoryLink"/>) publishes what is offered, and writes what comes back to the channel at each Flush. Its
/// descriptor is the broker connection's; the channel is polled by the stream. It is made with the opening's frame.
/// After a broken channel it refuses everything, and the stream waits for the instance's last words.
/// </summary>
internal interface IEventLink : IFrameSink
{
    /// <summary>The bytes that may be in the instance's channel before it runs: at first preamble and opening, and
    /// whatever was offered before <see cref="Attach"/>, as far as it fits and need not go another way first.</summary>
    ReadOnlySpan<byte> First { get; }

    /// <summary>The instance's channel is there.</summary>
    /// <param name="channel">Belongs to the caller.</param>
    /// <param name="firstSent">How many bytes of <see cref="First"/> are in it; the link sends the rest.</param>
    void Attach(IByteChannel channel, int firstSent);

    /// <summary>Whether bytes wait for the channel to be writable.</summary>
    bool AwaitsChannel { get; }

    /// <summary>Whether the end of the stream was handed over, and so everything before it.</summary>
    bool IsDrained { get; }

    /// <summary>What has passed.</summary>
    LinkCounts Counts { get; }
}
