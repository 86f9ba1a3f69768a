namespace Eval.Systems.Abstractions;

/// <summary>What a function left behind at its end of stream.</summary>
/// <param name="InstanceId">The instance that it ran in.</param>
/// <param name="Bytes">The trailer.</param>
public sealed record InstanceTrailer(string InstanceId, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The workflow's stage that it ran, from 0.</summary>
    public int Stage { get; init; }
}
