namespace Eval.Harness.Model;

/// <summary>A part that a kind of systems has and a fault can kill.</summary>
/// <param name="Part">instance, worker or broker.</param>
/// <param name="OnlyIf">Where these do not all hold, a system of that kind has no such part.</param>
public sealed record FaultPart(string Part, IReadOnlyList<KeyCondition> OnlyIf);
