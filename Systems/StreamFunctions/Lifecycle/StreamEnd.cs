namespace Eval.Systems.StreamFunctions.Lifecycle;

/// <summary>How a stream ended.</summary>
/// <param name="Outcome">Exactly one.</param>
/// <param name="Reason">Why, or null where it completed.</param>
public sealed record StreamEnd(EndKind Outcome, string? Reason)
{
    /// <summary>In order.</summary>
    public static StreamEnd Completed { get; } = new(EndKind.Completed, null);

    /// <summary>It broke.</summary>
    public static StreamEnd Failed(string reason) => new(EndKind.Failed, reason);

    /// <summary>It was refused.</summary>
    public static StreamEnd Rejected(string reason) => new(EndKind.Rejected, reason);

    /// <summary>Its producer, or the end of the control plane, ended it.</summary>
    public static StreamEnd Cancelled(string reason) => new(EndKind.Cancelled, reason);
}
