namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>What holds waiting events.</summary>
public enum BufferKind
{
    /// <summary>The memory of whoever buffers.</summary>
    Memory,

    /// <summary>A NATS server, one connection per stream; what it holds is lost when it dies.</summary>
    Nats,
}
