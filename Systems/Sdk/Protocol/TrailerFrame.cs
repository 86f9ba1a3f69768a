namespace Eval.Systems.Sdk.Protocol;

/// <summary>A part of a trailer.</summary>
/// <param name="Stage">Which stage of the workflow it is from; 0 for a plain function.</param>
/// <param name="Bytes">The part; valid as long as the frame.</param>
public readonly record struct TrailerFrame(int Stage, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The largest part.</summary>
    public const int MaximumBytes = Wire.MaximumControlBytes - sizeof(ushort);

    /// <summary>The part in that frame.</summary>
    /// <exception cref="ProtocolException">It is malformed.</exception>
    public static TrailerFrame Read(Frame frame) =>
        new(new Cursor(frame.Body.Span).UInt16(), frame.Body[sizeof(ushort)..]);
}
