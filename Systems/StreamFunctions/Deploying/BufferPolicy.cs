namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>The bounded FIFO between a producer and its instance (paper, Section 4.2).</summary>
public sealed record BufferPolicy
{
    /// <summary>What holds the events.</summary>
    public BufferKind Kind { get; init; } = BufferKind.Memory;

    /// <summary>Whether it is in the control plane, or in the instance, to which the producer's connection is handed.
    /// </summary>
    public BufferPlace At { get; init; } = BufferPlace.Host;

    /// <summary>Which events it takes; for <see cref="BufferKind.Nats"/> at the host.</summary>
    public BufferTakes Takes { get; init; } = BufferTakes.EveryEvent;

    /// <summary>The most events that wait.</summary>
    public int Events { get; init; } = 1024;

    /// <summary>The most bytes that wait.</summary>
    public long Bytes { get; init; } = 64L << 20;

    /// <summary>What happens to an event that finds no room.</summary>
    public Overflow Overflow { get; init; } = Overflow.Lossless;

    /// <summary>Address of the NATS server, such as 127.0.0.1:4222; for <see cref="BufferKind.Nats"/> at the host.
    /// </summary>
    public string? NatsAddress { get; init; }
}
