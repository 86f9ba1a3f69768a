using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Running.Trials;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>Goal: each gate closes on the system that deserves it, through the whole live path. Method: a system in
/// this process that does one thing wrong; the one that does nothing wrong shows that no gate closes.</summary>
[Collection(RealTime.Name)]
public sealed class MisbehavingSystemTests
{
    private const int Events = 50;
    private const int HogsPerCore = 4;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Misdeed.AnswersWrong, "output-wrong: 49 of 50 right, 50 returned, first wrong 2")]
    [InlineData(Misdeed.Drops, "lost: 1 of 50 events")]
    [InlineData(Misdeed.Doubles, "duplicated: 1 extra deliveries")]
    [InlineData(Misdeed.Swaps, "reordered: 1 events processed after a later one")]
    [InlineData(Misdeed.Hangs, "deadline-passed: the harness ended the trial")]
    [InlineData(
        Misdeed.StaysWarm,
        "not-cold: 1 instances and 0 children before t0, 1 function instances started before it")]
    [InlineData(Misdeed.LiesAboutItself, "wrong-identity: not seen by the harness: i-1")]
    public async Task A_misdeed_closes_its_gate(Misdeed misdeed, string reason)
    {
        var measure = await MeasureAsync(misdeed, Events, _cancellation);

        measure.Valid.ShouldBeFalse();
        measure.InvalidReasons.ShouldContain(reason);
    }

    [Fact]
    public async Task A_system_that_does_nothing_wrong_closes_none()
    {
        var measure = await MeasureAsync(Misdeed.None, Events, _cancellation);

        measure.Timeline.Outcome.ShouldBe(Outcome.Completed);
        measure.InvalidReasons.ShouldAllBe(reason => IsOfTheMachine(reason));
    }

    /// <summary>Threads that spin, several on each core, take the CPU from the generator.</summary>
    [Fact]
    public async Task A_hog_on_the_generators_core_makes_it_late()
    {
        using var stop = new CancellationTokenSource();
        var hogs = Enumerable.Range(0, HogsPerCore * Environment.ProcessorCount)
            .Select(_ => new Thread(() => Spin(stop.Token)) { IsBackground = true, Priority = ThreadPriority.Highest })
            .ToList();
        hogs.ForEach(hog => hog.Start());
        try
        {
            var measure = await MeasureAsync(Misdeed.None, 1_000, _cancellation);
            measure.InvalidReasons.ShouldContain(
                reason => reason.StartsWith("generator-late:", StringComparison.Ordinal));
        }
        finally
        {
            await stop.CancelAsync();
            hogs.ForEach(hog => hog.Join());
        }
    }

    // This machine is shared: its own noise may close these, whatever the system does.
    private static bool IsOfTheMachine(string reason) =>
        reason.StartsWith("generator-late:", StringComparison.Ordinal)
        || reason.StartsWith("steal:", StringComparison.Ordinal);

    private static void Spin(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Thread.SpinWait(1_000);
        }
    }

    /// <summary>One live trial against a system that does that.</summary>
    internal static async Task<Measure> MeasureAsync(Misdeed misdeed, int events, CancellationToken cancellation)
    {
        var scenario = ScenarioOf(events);
        await using var executor = new LiveExecutor(
            scenario, _ => new MisbehavingSystem(misdeed), InputOf, TimeProvider.System);
        await executor.DeployAsync(cancellation);
        return TrialAnalysis.Measure(await executor.RunAsync(PlannedTrial.Of(scenario, events), cancellation));
    }

    private static Scenario ScenarioOf(int events) => new()
    {
        Name = "misdeeds",
        Seed = 1,
        Workload = new WorkloadSpec("video", 1_000, new Dictionary<string, string>()),
        Function = "grayscale",
        Durations = [TimeSpan.FromMilliseconds(events)],
        Repetitions = 1,
        Systems = [new SystemSpec("it", "it", new Dictionary<string, string> { ["start"] = "cold" })],
        Pause = TimeSpan.Zero,
        Deadline = TimeSpan.FromSeconds(1),
    };

    private static TrialInput InputOf(Trial trial)
    {
        var payload = new byte[] { 1, 2, 3 };
        var hash = System.IO.Hashing.XxHash128.HashToUInt128(payload);
        return new TrialInput(
            [.. Enumerable.Repeat((ReadOnlyMemory<byte>)payload, trial.Events)],
            [.. Enumerable.Range(0, trial.Events).Select(i => i * 1_000_000L)],
            [.. Enumerable.Repeat<IReadOnlyList<UInt128>>([hash], trial.Events)]);
    }
}
