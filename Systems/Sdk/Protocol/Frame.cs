namespace Eval.Systems.Sdk.Protocol;

/// <summary>A complete frame within its reader's buffer, valid until the reader is asked again.</summary>
/// <param name="Type">What it says.</param>
/// <param name="Bytes">All of it, prefix included, for passing on.</param>
public readonly record struct Frame(FrameType Type, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>What follows length and type.</summary>
    public ReadOnlyMemory<byte> Body => Bytes[Wire.PrefixBytes..];
}
