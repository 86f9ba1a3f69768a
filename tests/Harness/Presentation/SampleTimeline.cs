using System.Globalization;
using Eval.Harness.Model;

namespace Eval.Tests.Harness.Presentation;

/// <summary>The raw part of a sample trial.</summary>
internal static class SampleTimeline
{
    public static Timeline Create(
        Scenario scenario,
        SystemSpec system,
        TimeSpan duration,
        int repetition,
        int events,
        double rate,
        double cold,
        double service)
    {
        var id = string.Create(
            CultureInfo.InvariantCulture, $"b{repetition:000}-{system.Kind}-{duration.TotalSeconds:0}s-a1");
        return new Timeline
        {
            Trial = new Trial
            {
                TrialId = id,
                System = system,
                Workload = scenario.Workload,
                Function = scenario.Function,
                Duration = duration,
                Events = events,
                Block = repetition,
                Repetition = repetition,
                Attempt = 1,
                Seed = ulong.MaxValue - (ulong)repetition,
            },
            Executor = "live",
            Events = Stamps(id, events, rate, cold, service),
            Marks = [new PhaseEnd(PhaseName.Admit, SampleRun.T0 + 200_001)],
            Instances = [new Instance(id + "-i0", "function", 4242, 4241, SampleRun.T0 + 300_000, "/tmp/host")],
            Outcome = Outcome.Completed,
            Output = new OutputCheck(events, events, events, null),
            Promises = new Promises(true, true, true, true, system.Kind == "batch", true),
            Observations = new Observations
            {
                Build = "aot", StealShare = 0.1 + 0.2, ConfirmedInstances = [id + "-i0"],
            },
            Consumption = new Consumption
            {
                Requests = events, BytesIn = events * 57_600L, CpuSeconds = 1.0 / 3, InstanceSeconds = events / rate,
            },
        };
    }

    public static IReadOnlyList<PhaseEnd> Phases(Timeline timeline, long t1, long t2)
    {
        var lastDue = timeline.Events[^1].ScheduledNs;
        var caughtUp = timeline.Events.Zip(timeline.Events.Skip(1))
            .Where(pair => pair.First.ProcessedNs <= pair.Second.ScheduledNs)
            .Select(pair => pair.First.ProcessedNs!.Value)
            .FirstOrDefault(t2);
        var start = timeline.Promises.IsBatch ? lastDue : SampleRun.T0;
        var part = (t1 - start) / 5;
        return
        [
            new(PhaseName.Generate, start),
            new(PhaseName.Admit, start + part),
            new(PhaseName.Sandbox, start + (2 * part)),
            new(PhaseName.Runtime, start + (3 * part)),
            new(PhaseName.Connect, start + (4 * part)),
            new(PhaseName.FirstEvent, t1),
            new(PhaseName.CatchUp, caughtUp),
            new(PhaseName.Steady, Math.Max(caughtUp, lastDue)),
            new(PhaseName.Drain, t2),
            new(PhaseName.Teardown, t2 + 1_500_000),
        ];
    }

    private static EventStamps[] Stamps(string id, int events, double rate, double cold, double service)
    {
        var stamps = new EventStamps[events];
        var free = SampleRun.T0 + (long)(cold * 1e9);
        for (var i = 0; i < events; i++)
        {
            var due = SampleRun.T0 + (long)(i * 1e9 / rate);
            var received = Math.Max(due + 20_000, free);
            free = received + (long)(service * 1e9);
            stamps[i] = new EventStamps(
                i, due, due + 900, due + 1_800, received, free, free + 40_000, 1, 1, id + "-i0");
        }

        return stamps;
    }
}
