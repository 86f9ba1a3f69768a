namespace Eval.Systems.Abstractions;

/// <summary>What a system promises; the gates hold it to this and to nothing more.</summary>
/// <param name="KeepsOrder">Events are processed in their order.</param>
/// <param name="LosesNothing">Every event sent is processed.</param>
/// <param name="DuplicatesNothing">No event is processed twice.</param>
/// <param name="StampsInFunction">The probe runs inside the function; else stamps are of the boundary, upper bounds.
/// </param>
/// <param name="IsBatch">The whole stream is handed over at its end.</param>
/// <param name="HasInstances">It starts processes or containers of its own, which identity and cold gates can check.
/// </param>
public sealed record SystemTraits(
    bool KeepsOrder, bool LosesNothing, bool DuplicatesNothing, bool StampsInFunction, bool IsBatch, bool HasInstances);
