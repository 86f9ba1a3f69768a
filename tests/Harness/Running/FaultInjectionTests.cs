using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Running.Trials;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>Goal: the harness kills the process that serves the stream, when it is due, and the row tells what
/// followed. Method: a system whose instance is a real child process.</summary>
[Collection(RealTime.Name)]
public sealed class FaultInjectionTests
{
    private const int Events = 200;
    private const long PeriodNs = 1_000_000;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fault_kills_the_instance_when_it_is_due()
    {
        var measure = await MeasureAsync(serves: true, new FaultSpec("it", "instance", 0.5));

        var timeline = measure.Timeline;
        var fault = timeline.Faults.ShouldHaveSingleItem();
        fault.DueNs.ShouldBe(measure.T0Ns + (PeriodNs * (Events - 1) / 2));
        fault.KilledNs.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(fault.DueNs);
        timeline.LearnedNs.ShouldNotBeNull().ShouldBeGreaterThan(fault.KilledNs.Value);
        timeline.Outcome.ShouldBe(Outcome.Failed);

        // What came back has been processed, though the probe is gone; what was not sent is not lost.
        measure.Lost.ShouldBe(0);
        measure.Sent.ShouldBeInRange(Events / 2, Events - 1);
        timeline.Events.Count(e => e.ReturnedNs is not null).ShouldBe(measure.Sent);
    }

    [Fact]
    public async Task Nothing_is_killed_that_does_not_serve_and_the_trial_is_invalid()
    {
        var measure = await MeasureAsync(serves: false, new FaultSpec("it", "instance", 0.1));

        measure.Timeline.Faults.ShouldHaveSingleItem().KilledNs.ShouldBeNull();
        measure.Timeline.Outcome.ShouldBe(Outcome.Completed);
        measure.InvalidReasons.ShouldContain(
            "fault-missing: kill instance: nothing of that part served the stream from then on");
    }

    [Fact]
    public async Task A_part_that_the_system_does_not_have_is_not_killed()
    {
        var measure = await MeasureAsync(serves: true, new FaultSpec("it", "worker", 0.1));

        measure.InvalidReasons.ShouldContain("fault-missing: kill worker: the system has no such part");
    }

    private async Task<Measure> MeasureAsync(bool serves, FaultSpec fault)
    {
        var scenario = ScenarioOf(fault);
        await using var executor = new LiveExecutor(
            scenario, _ => new MortalSystem(serves), InputOf, TimeProvider.System);
        await executor.DeployAsync(_cancellation);
        return TrialAnalysis.Measure(await executor.RunAsync(TrialOf(scenario), _cancellation));
    }

    private static Scenario ScenarioOf(FaultSpec fault) => new()
    {
        Name = "faults",
        Seed = 1,
        Workload = new WorkloadSpec("video", 1e9 / PeriodNs, new Dictionary<string, string>()),
        Function = "grayscale",
        Durations = [TimeSpan.FromMilliseconds(Events)],
        Repetitions = 1,
        Systems = [new SystemSpec("it", "it", new Dictionary<string, string>())],
        Pause = TimeSpan.Zero,
        Deadline = TimeSpan.FromSeconds(5),
        Faults = [fault],
    };

    private static Trial TrialOf(Scenario scenario) => Eval.Harness.Scenarios.TrialPlanner.Plan(scenario).Trials[0];

    private static TrialInput InputOf(Trial trial) => new(
        [.. Enumerable.Repeat((ReadOnlyMemory<byte>)new byte[] { 1 }, trial.Events)],
        [.. Enumerable.Range(0, trial.Events).Select(i => i * PeriodNs)],
        null);
}
