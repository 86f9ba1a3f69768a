using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Running.Trials;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>Goal: coordinated omission cannot happen. Method: a live stream at 100 events/s through a system that
/// stops once for a thirtieth of it (2 s in 60 s at full scale): whatever was due meanwhile counts with its waiting,
/// since the generator goes on.</summary>
[Collection(RealTime.Name)]
public sealed class LiveStallTests
{
    private const int RatePerSecond = 100;
    private const int SlowMs = 5;

    [Fact]
    public async Task Every_event_that_waited_counts_with_its_waiting()
    {
        var duration = TimeSpan.FromSeconds(Scale.Of(60));
        var stall = duration / 30;
        var events = (int)(duration.TotalSeconds * RatePerSecond);
        var measure = await MeasureAsync(new StallingSystem(events / 2, stall), duration, events);

        measure.Timeline.Outcome.ShouldBe(Outcome.Completed, measure.Timeline.OutcomeReason);
        var waiting = (int)((stall.TotalSeconds - 0.05) * RatePerSecond);
        EventLatencies.Nanoseconds(measure.Timeline).Count(ns => ns > SlowMs * 1_000_000L)
            .ShouldBeGreaterThanOrEqualTo(waiting);
        measure.EventLatencyP99Ms.ShouldNotBeNull()
            .ShouldBeGreaterThanOrEqualTo(0.65 * stall.TotalMilliseconds);
    }

    private static async Task<Measure> MeasureAsync(StallingSystem system, TimeSpan duration, int events)
    {
        var scenario = new Scenario
        {
            Name = "stall",
            Seed = 1,
            Workload = new WorkloadSpec("video", RatePerSecond, new Dictionary<string, string>()),
            Function = "grayscale",
            Durations = [duration],
            Repetitions = 1,
            Systems = [new SystemSpec("stalling", "stalling", new Dictionary<string, string>())],
            Pause = TimeSpan.Zero,
            Deadline = TimeSpan.FromMinutes(1),
        };
        var cancellation = TestContext.Current.CancellationToken;
        await using var executor = new LiveExecutor(scenario, _ => system, InputOf, TimeProvider.System);
        await executor.DeployAsync(cancellation);
        return TrialAnalysis.Measure(await executor.RunAsync(PlannedTrial.Of(scenario, events), cancellation));
    }

    private static TrialInput InputOf(Trial trial) => new(
        [.. Enumerable.Repeat((ReadOnlyMemory<byte>)new byte[] { 1, 2, 3 }, trial.Events)],
        [.. Enumerable.Range(0, trial.Events).Select(i => i * (1_000_000_000L / RatePerSecond))],
        Expected: null);
}
