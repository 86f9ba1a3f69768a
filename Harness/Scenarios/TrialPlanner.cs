using Eval.Harness.Model;
using Eval.Harness.Scenarios.Naming;
using Eval.Harness.Scenarios.Planning;
using Eval.Harness.Scenarios.Quantities;
using Eval.Systems.Simulation;

namespace Eval.Harness.Scenarios;

/// <summary>Scenario → trials in randomised, interleaved blocks (DESIGN §6): each block holds every cell, that is
/// system × duration, exactly once, so that a drift of the machine meets all systems alike.</summary>
public static class TrialPlanner
{
    /// <summary>The plan; the same scenario gives the same plan on every machine. With adaptive repetitions these are
    /// the blocks that run in any case.</summary>
    /// <exception cref="ArgumentException">A duration × rate is no whole number of events, which the reader
    /// refuses.</exception>
    public static TrialPlan Plan(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var trials = Enumerable.Range(0, scenario.Repetitions).SelectMany(block => Block(scenario, block));
        return new TrialPlan(scenario, [.. trials]);
    }

    /// <summary>One block, from 0, in its order.</summary>
    public static IReadOnlyList<Trial> Block(Scenario scenario, int block)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var slugs = UniqueSlugs.Of(
            [.. scenario.Systems.Select(system => system.Name)],
            scenario.Arrivals is null ? UniqueSlugs.LongestPlain : UniqueSlugs.LongestOfSession);
        var cells = scenario.Systems
            .Zip(slugs)
            .SelectMany(system => scenario.Durations.Select(
                duration => First(scenario, block, system.First, duration, system.Second)))
            .ToArray();
        new SplitMix64(Seeds.OfOrder(scenario.Seed, block)).Shuffle<Trial>(cells);
        return cells;
    }

    /// <summary>The same trial once more, with the same bytes, after an invalid one.</summary>
    public static Trial Again(Trial trial)
    {
        var attempt = trial.Attempt + 1;
        return trial with { TrialId = TrialId.Again(trial.TrialId, attempt), Attempt = attempt };
    }

    private static Trial First(Scenario scenario, int block, SystemSpec system, TimeSpan duration, string slug)
    {
        var workload = system.Workload ?? scenario.Workload;
        var events = EventCount.Whole(duration, workload.RatePerSecond)
            ?? throw new ArgumentException($"{duration} is no whole number of events", nameof(scenario));
        return new Trial
        {
            TrialId = TrialId.Of(block, slug, duration, attempt: 1),
            System = system,
            Workload = workload,
            Function = scenario.Function,
            Duration = duration,
            Events = (int)events,
            Block = block,
            Repetition = block,
            Attempt = 1,
            Seed = Seeds.OfBytes(scenario.Seed, block, duration),
            Faults = [.. scenario.Faults.Where(fault => fault.System == system.Name).OrderBy(fault => fault.At)],
            Arrivals = scenario.Arrivals,
        };
    }
}
