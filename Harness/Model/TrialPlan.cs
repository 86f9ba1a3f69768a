namespace Eval.Harness.Model;

/// <summary>All trials of a run, in the order in which they will run.</summary>
public sealed record TrialPlan(Scenario Scenario, IReadOnlyList<Trial> Trials);
