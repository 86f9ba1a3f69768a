using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Eval.Harness.Scenarios.Keys;

namespace Eval.Harness.Cli.Composition;

/// <summary>What the command line changes in a scenario.</summary>
/// <param name="Repetitions">Instead of the file's.</param>
/// <param name="Systems">Only these labels; empty: all.</param>
internal sealed record RunChoices(int? Repetitions, IReadOnlyList<string> Systems)
{
    /// <summary>The plan with the changes made.</summary>
    /// <exception cref="UsageException">A label is unknown or the number out of range.</exception>
    public TrialPlan Apply(TrialPlan plan)
    {
        if (Repetitions is < 1 or > Limits.Repetitions)
        {
            throw new UsageException(
                $"--repetitions {Repetitions}: must be a whole number from 1 to {Limits.Repetitions}");
        }

        var labels = plan.Scenario.Systems.Select(system => system.Name).ToArray();
        var unknown = Systems.Except(labels).ToArray();
        if (unknown.Length > 0)
        {
            throw new UsageException(
                $"--systems {string.Join(',', unknown)}: not in the scenario; it has {string.Join(", ", labels)}");
        }

        var chosen = plan.Scenario.Systems
            .Where(system => Systems.Count == 0 || Systems.Contains(system.Name)).ToArray();
        var reference = plan.Scenario.Reference;
        var changed = TrialPlanner.Plan(plan.Scenario with
        {
            Repetitions = Repetitions ?? plan.Scenario.Repetitions,
            Adaptive = Repetitions is null ? plan.Scenario.Adaptive : null,
            Systems = chosen,
            Reference = chosen.Any(system => system.IsLabelled(reference)) ? reference : "",
            Expectations =
            [
                .. plan.Scenario.Expectations.Where(
                    expectation => chosen.Any(system => system.Name == expectation.System)),
            ],
        });
        return changed.Trials.Count <= Limits.Trials && changed.Trials.Sum(trial => (long)trial.Events) <= Limits.Events
            ? changed
            : throw new UsageException(
                $"--repetitions {Repetitions}: more than {Limits.Trials} trials or {Limits.Events} events in all");
    }
}
