namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>Instances that are parked before their stream; each serves one stream, and is replaced.</summary>
public sealed record PoolPolicy
{
    /// <summary>How many are parked.</summary>
    public int Size { get; init; } = 1;

    /// <summary>How long one may wait before it is replaced.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromMinutes(10);
}
