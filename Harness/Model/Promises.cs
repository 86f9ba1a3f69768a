namespace Eval.Harness.Model;

/// <summary>What the system promises; the gates hold it to this and no more.</summary>
/// <param name="KeepsOrder">Events are processed in their order.</param>
/// <param name="LosesNothing">Every event sent is processed.</param>
/// <param name="DuplicatesNothing">No event is processed twice.</param>
/// <param name="StampsInFunction">Stamps come from inside the function; else of the boundary.</param>
/// <param name="IsBatch">The stream is handed over whole.</param>
/// <param name="HasInstances">It starts processes that the identity and cold gates can check.</param>
public sealed record Promises(
    bool KeepsOrder, bool LosesNothing, bool DuplicatesNothing, bool StampsInFunction, bool IsBatch, bool HasInstances)
{
    /// <summary>Of a trial that never was: nothing was seen that a gate could hold to anything.</summary>
    public static Promises Unknown { get; } = new(
        KeepsOrder: false, LosesNothing: false, DuplicatesNothing: false, StampsInFunction: true, IsBatch: false,
        HasInstances: false);
}
