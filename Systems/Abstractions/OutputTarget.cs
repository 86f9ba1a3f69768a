namespace Eval.Systems.Abstractions;

/// <summary>Where a function's outputs go.</summary>
public enum OutputTarget
{
    /// <summary>Back to the producer.</summary>
    Producer,

    /// <summary>Nowhere: they are counted and dropped.</summary>
    None,

    /// <summary>To a NATS subject.</summary>
    Nats,
}
