namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>What happens to an event that finds no room.</summary>
public enum Overflow
{
    /// <summary>The producer is held back; nothing is lost.</summary>
    Lossless,

    /// <summary>The oldest waiting event makes room, and is counted.</summary>
    DropOldest,
}
