using Eval.Harness.Analysis;
using Eval.Harness.Model;

namespace Eval.Tests.Harness.Analysis;

/// <summary>A flawless trial of a cold system, from which each test bends one thing: events every 100 ms from t0 = 1 s,
/// t1 50 ms later, 2 ms in the function, an output 1 ms after that.</summary>
internal static class Timelines
{
    public const long Ms = 1_000_000;
    public const long T0 = 1_000 * Ms;
    public const long Period = 100 * Ms;
    public const long ColdStart = 50 * Ms;
    public const long Service = 2 * Ms;
    public const string Host = "/hosts/function";

    public static readonly Promises Strict = new(true, true, true, true, false, true);

    public static Timeline Flawless(int events = 10, string start = "cold") => new()
    {
        Trial = Trial(events, start),
        Executor = "live",
        Events = [.. Enumerable.Range(0, events).Select(i => Event(i, Finish(i)))],
        Marks =
        [
            new(PhaseName.Admit, T0 + (1 * Ms)), new(PhaseName.Sandbox, T0 + (2 * Ms)),
            new(PhaseName.Runtime, T0 + (30 * Ms)), new(PhaseName.Connect, T0 + (49 * Ms)),
            new(PhaseName.Teardown, Finish(events - 1) + (5 * Ms)),
        ],
        Instances = [new("i-1", "function", 42, 1, T0 + (1 * Ms), Host)],
        Outcome = Outcome.Completed,
        Output = new OutputCheck(events, events, events, null),
        Promises = Strict,
        Observations = new Observations
        {
            ConfirmedInstances = ["i-1"], ExpectedExecutable = Host, StealShare = 0.01, LoadBefore = 0.2,
        },
        Consumption = new Consumption
        {
            CpuSeconds = 0.1, ControlCpuSeconds = 0.02, RssPeakBytes = 1 << 20, InstanceSeconds = 1.5,
        },
    };

    public static Trial Trial(
        int events, string start = "cold", string system = "stream-function", int repetition = 0) =>
        new()
        {
            TrialId = $"b000-r{repetition:00}-{system}-1s-a1",
            System = new SystemSpec(system, "stream-function", new Dictionary<string, string> { ["start"] = start }),
            Workload = new WorkloadSpec("video", 10, new Dictionary<string, string>()),
            Function = "grayscale",
            Duration = TimeSpan.FromMilliseconds(100 * events),
            Events = events,
            Block = 0,
            Repetition = repetition,
            Attempt = 1,
            Seed = 1,
        };

    /// <summary>When the flawless system has processed event i.</summary>
    public static long Finish(int i) => Math.Max(T0 + (i * Period), T0 + ColdStart + (i * Service)) + Service;

    public static EventStamps Event(int i, long processedNs) => new(
        i, T0 + (i * Period), T0 + (i * Period), T0 + (i * Period),
        processedNs - Service, processedNs, processedNs + Ms, 1, 1, "i-1");

    public static Timeline WithEvent(this Timeline timeline, int index, Func<EventStamps, EventStamps> change) =>
        timeline with { Events = [.. timeline.Events.Select((e, i) => i == index ? change(e) : e)] };

    public static Timeline WithEvents(this Timeline timeline, Func<EventStamps, EventStamps> change) =>
        timeline with { Events = [.. timeline.Events.Select(change)] };

    public static Timeline WithObservations(this Timeline timeline, Func<Observations, Observations> change) =>
        timeline with { Observations = change(timeline.Observations) };

    public static Timeline WithPromises(this Timeline timeline, Func<Promises, Promises> change) =>
        timeline with { Promises = change(timeline.Promises) };

    /// <summary>An instance was to be killed at half of the stream, and was at that time, or never.</summary>
    public static Timeline WithFault(this Timeline timeline, long? killedNs) => timeline with
    {
        Faults =
        [
            new InjectedFault("instance", 0.5, T0 + (450 * Ms))
            {
                KilledNs = killedNs, ProcessId = 42, InstanceId = "i-1", Problem = killedNs is null ? "nobody" : null,
            },
        ],
    };

    public static Measure Measured(this Timeline timeline) => TrialAnalysis.Measure(timeline);
}
