namespace Eval.Systems.Abstractions;

/// <summary>How a stream ended: exactly one of these.</summary>
public enum StreamOutcome
{
    /// <summary>Every event was handled and the stream closed in order.</summary>
    Completed,

    /// <summary>It broke, with a reason.</summary>
    Failed,

    /// <summary>The system refused it, with a reason.</summary>
    Rejected,

    /// <summary>The producer or the deadline ended it.</summary>
    Cancelled,
}
