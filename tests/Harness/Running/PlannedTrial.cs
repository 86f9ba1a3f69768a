using Eval.Harness.Model;

namespace Eval.Tests.Harness.Running;

/// <summary>A trial of a scenario's first system, workload and duration, as the planner would make it.</summary>
internal static class PlannedTrial
{
    /// <summary>That of a block, its first attempt.</summary>
    public static Trial Of(Scenario scenario, int events, int block = 0) => new()
    {
        TrialId = FormattableString.Invariant($"b{block:000}-trial"),
        System = scenario.Systems[0],
        Workload = scenario.Workload,
        Function = scenario.Function,
        Duration = scenario.Durations[0],
        Events = events,
        Block = block,
        Repetition = block,
        Attempt = 1,
        Seed = 1,
        Arrivals = scenario.Arrivals,
    };
}
