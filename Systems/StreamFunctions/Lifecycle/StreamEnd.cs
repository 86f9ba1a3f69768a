namespace Eval.Systems.StreamFunctions.Lifecycle;

/// <summary>How a stream ended.</summary>
/// <param name="Outcome">Exactly one.</param>
/// <param name="Code">Why, for programs.</param>
/// <param name="Reason">Why, for people; null where it completed.</param>
public sealed record StreamEnd(EndKind Outcome, EndCode Code, string? Reason)
{
    /// <summary>In order.</summary>
    public static StreamEnd Completed { get; } = new(EndKind.Completed, EndCode.Completed, null);

    /// <summary>It broke.</summary>
    public static StreamEnd Failed(EndCode code, string reason) => new(EndKind.Failed, code, reason);

    /// <summary>It was refused.</summary>
    public static StreamEnd Rejected(EndCode code, string reason) => new(EndKind.Rejected, code, reason);

    /// <summary>Its producer, or the end of the control plane, ended it.</summary>
    public static StreamEnd Cancelled(EndCode code, string reason) => new(EndKind.Cancelled, code, reason);
}
