namespace Eval.Harness.Model;

/// <summary>What one function of a workflow saw.</summary>
/// <param name="Stage">Its place, from 0.</param>
/// <param name="Events">Its inputs by their number at this stage: at the first the producer's events, at each other one
/// the outputs of the stage before, with the due time of the producer's event that they come from.</param>
public sealed record StageStamps(int Stage, IReadOnlyList<EventStamps> Events);
