using System.Buffers.Binary;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Fifo.Nats;

/// <summary>By what a frame is known again when it comes back.</summary>
/// <param name="Length">Its bytes.</param>
/// <param name="Sequence">Its event's sequence; −1 where it carries none.</param>
internal readonly record struct FrameTicket(int Length, long Sequence)
{
    /// <summary>That of a frame.</summary>
    public static FrameTicket Of(ReadOnlySpan<byte> frame) => new(
        frame.Length,
        frame.Length >= Wire.PrefixBytes + sizeof(long)
            ? BinaryPrimitives.ReadInt64LittleEndian(frame[Wire.PrefixBytes..])
            : -1);

    /// <inheritdoc />
    public override string ToString() => Sequence < 0 ? "the end of stream" : $"event {Sequence} ({Length} bytes)";
}
