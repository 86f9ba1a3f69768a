using Eval.Harness.Analysis;
using Eval.Harness.Model;

namespace Eval.Tests.Harness.Analysis;

/// <summary>Scenarios and trials of two or three systems with known cold starts.</summary>
internal static class KnownTrials
{
    public static Scenario Scenario(params string[] systems) => new()
    {
        Name = "test",
        Seed = 20260303,
        Workload = Timelines.Trial(1).Workload,
        Function = "grayscale",
        Durations = [TimeSpan.FromSeconds(1)],
        Repetitions = 8,
        Systems = [.. systems.Select(name => Timelines.Trial(1, system: name).System)],
    };

    /// <summary>One trial of 1 s for each cold start, in milliseconds.</summary>
    public static IEnumerable<Timeline> Trials(string system, params int[] coldStartsMs) =>
        TrialsNs(system, [.. coldStartsMs.Select(ms => ms * Timelines.Ms)]);

    /// <summary>The same in nanoseconds.</summary>
    public static IEnumerable<Timeline> TrialsNs(string system, params long[] coldStartsNs) =>
        coldStartsNs.Select((ns, repetition) => Timelines.Flawless() with
        {
            Trial = Timelines.Trial(10, system: system, repetition: repetition),
            Events = [.. Enumerable.Range(0, 10).Select(i => Timelines.Event(i, Timelines.Finish(i) + (i == 0
                ? ns - Timelines.ColdStart
                : 0)))],
        });

    /// <summary>A trial that broke before anything of it was seen.</summary>
    public static Timeline NeverStarted(string system) => Timelines.Flawless().WithEvents(e => new EventStamps(
        e.Sequence, e.ScheduledNs, null, null, null, null, null, 0, 0, null)) with
    {
        Trial = Timelines.Trial(10, system: system, repetition: 99),
        Outcome = Outcome.Failed,
        OutcomeReason = "adapter: broken",
        Promises = Promises.Unknown,
    };

    public static Measure[] Measured(params IEnumerable<Timeline>[] timelines) =>
        [.. timelines.SelectMany(t => t).Select(TrialAnalysis.Measure)];
}
