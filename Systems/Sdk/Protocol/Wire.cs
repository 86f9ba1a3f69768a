namespace Eval.Systems.Sdk.Protocol;

/// <summary>The numbers of the protocol (PROTOCOL.md).</summary>
public static class Wire
{
    /// <summary>The version that this code speaks.</summary>
    public const byte Version = 2;

    /// <summary>Length and type before each body.</summary>
    public const int PrefixBytes = 5;

    /// <summary>The largest body of a frame that carries no event.</summary>
    public const int MaximumControlBytes = 64 * 1024;

    /// <summary>The largest encoded headers of an event, their count included.</summary>
    public const int MaximumHeaderBytes = 16 * 1024;

    /// <summary>The largest payload of an event where the opening names none.</summary>
    public const int DefaultMaximumPayload = 16 * 1024 * 1024;

    /// <summary>The largest payload that an opening may name, whatever the server's own limit.</summary>
    public const int LargestPayload = 256 * 1024 * 1024;

    /// <summary>The largest token of an authorize frame, bytes.</summary>
    public const int MaximumTokenBytes = 4 * 1024;

    /// <summary>An event's sequence and the length of its headers.</summary>
    internal const int EventPrefixBytes = 10;

    /// <summary>What each side sends first.</summary>
    public static ReadOnlySpan<byte> Preamble => [(byte)'E', (byte)'V', (byte)'S', (byte)'F', Version, 0];

    /// <summary>The largest body that a frame of that type may claim.</summary>
    internal static int MaximumBody(FrameType type, int maximumPayload) => type is FrameType.Event or FrameType.Output
        ? EventPrefixBytes + MaximumHeaderBytes + maximumPayload
        : MaximumControlBytes;
}
