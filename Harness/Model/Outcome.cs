namespace Eval.Harness.Model;

/// <summary>How a stream ended.</summary>
public enum Outcome
{
    /// <summary>In order.</summary>
    Completed,

    /// <summary>It broke.</summary>
    Failed,

    /// <summary>The system refused it.</summary>
    Rejected,

    /// <summary>The producer or the deadline ended it.</summary>
    Cancelled,
}
