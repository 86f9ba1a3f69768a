namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>The caps of a control plane; whatever is beyond is rejected at once, with a reason.</summary>
public sealed record ServerLimits
{
    /// <summary>Connections, silent ones included.</summary>
    public int Connections { get; init; } = 12_000;

    /// <summary>Streams that have, or are being given, an instance.</summary>
    public int Streams { get; init; } = 2_000;

    /// <summary>Streams whose instance is being started, or waits for its turn.</summary>
    public int Starting { get; init; } = 128;

    /// <summary>Instances that are started at a time; the other starting streams wait for their turn.</summary>
    public int StartingAtOnce { get; init; } = 4 * Environment.ProcessorCount;

    /// <summary>How long a connection may take to send a whole opening.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The largest payload that an opening may name, bytes.</summary>
    public int PayloadBytes { get; init; } = 16 << 20;
}
