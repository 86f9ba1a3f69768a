namespace Eval.Systems.StreamFunctions.Lifecycle;

/// <summary>The ways in which a stream ends.</summary>
public enum EndKind
{
    /// <summary>Every event was handed over and the function ended after the last one.</summary>
    Completed,

    /// <summary>Instance, function or protocol broke.</summary>
    Failed,

    /// <summary>It never had an instance.</summary>
    Rejected,

    /// <summary>The producer, or the end of the control plane, ended it.</summary>
    Cancelled,
}
