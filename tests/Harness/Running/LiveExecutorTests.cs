using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Running.Trials;
using Eval.Systems.Abstractions;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>What a system does wrong is a row, whatever it throws and wherever, and the run goes on.</summary>
public sealed class LiveExecutorTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("observe")]
    [InlineData("prepare")]
    [InlineData("finish")]
    public async Task A_system_that_breaks_gives_a_failed_trial_and_is_deployed_anew(string where)
    {
        var created = new List<BrokenSystem>();
        ISystemUnderTest Create(SystemSpec spec)
        {
            created.Add(new BrokenSystem(where));
            return created[^1];
        }

        var scenario = Trials.Scenario;
        await using var executor = new LiveExecutor(scenario, Create, Trials.InputOf, TimeProvider.System);
        await executor.DeployAsync(_cancellation);

        var first = await executor.RunAsync(PlannedTrial.Of(scenario, Trials.Events, 0), _cancellation);
        var second = await executor.RunAsync(PlannedTrial.Of(scenario, Trials.Events, 1), _cancellation);

        first.Outcome.ShouldBe(Outcome.Failed);
        first.OutcomeReason.ShouldNotBeNull().ShouldContain($"broken in {where}");
        TrialAnalysis.Measure(first).Counts.ShouldBeFalse();
        TrialAnalysis.Measure(first).T0Ns.ShouldBeGreaterThan(0);
        second.Outcome.ShouldBe(Outcome.Failed);
        created.Count.ShouldBe(2);
        created[0].IsDisposed.ShouldBeTrue();
    }

    /// <summary>Goal: of several systems the message tells which one lacks something. Method: a deployment that
    /// throws.</summary>
    [Fact]
    public async Task A_system_that_cannot_be_deployed_is_named()
    {
        var missing = new SystemUnavailableException("the function does not start");
        await using var executor = new LiveExecutor(
            Trials.Scenario, _ => new BrokenSystem("deploy", missing), Trials.InputOf, TimeProvider.System);

        var thrown = await Should.ThrowAsync<SystemUnavailableException>(() => executor.DeployAsync(_cancellation));

        thrown.Message.ShouldBe($"system '{Trials.Scenario.Systems[0].Name}': the function does not start");
    }

    [Fact]
    public async Task A_stream_that_can_never_fit_is_rejected_with_the_reason_before_it_is_generated()
    {
        var scenario = Trials.Scenario;
        await using var executor = new LiveExecutor(
            scenario, _ => new BrokenSystem("prepare", new StreamRefusedException("too large")), Trials.InputOf,
            TimeProvider.System);
        await executor.DeployAsync(_cancellation);

        var timeline = await executor.RunAsync(PlannedTrial.Of(scenario, Trials.Events, 0), _cancellation);

        timeline.Outcome.ShouldBe(Outcome.Rejected);
        timeline.OutcomeReason.ShouldBe("too large");
        timeline.Events.ShouldAllBe(e => e.CreatedNs == null);
        timeline.Promises.ShouldBe(Promises.Unknown);
        TrialAnalysis.Measure(timeline).Valid.ShouldBeTrue();
    }

    [Fact]
    public async Task A_trial_that_was_never_started_has_its_stamps_where_the_system_takes_them()
    {
        await using var executor = new LiveExecutor(
            Trials.Scenario,
            _ => new BrokenSystem("prepare") { Traits = new(true, true, true, false, IsBatch: false, false) },
            Trials.InputOf, TimeProvider.System);

        var timeline = await executor.RunAsync(PlannedTrial.Of(Trials.Scenario, Trials.Events), _cancellation);

        timeline.Promises.ShouldBe(Promises.Unknown with { StampsInFunction = false });
    }

    [Fact]
    public async Task An_interrupt_is_no_result()
    {
        await using var executor = new LiveExecutor(
            Trials.Scenario, _ => new BrokenSystem("nowhere"), Trials.InputOf, TimeProvider.System);
        await executor.DeployAsync(_cancellation);

        await Should.ThrowAsync<OperationCanceledException>(
            () => executor.RunAsync(
                PlannedTrial.Of(Trials.Scenario, Trials.Events), new CancellationToken(canceled: true)));
    }

    /// <summary>Goal: a trace that is altered while a run reads it is no row. Method: a hash that the file does not
    /// have.</summary>
    [Fact]
    public async Task A_trace_that_has_changed_is_no_failure_of_the_system()
    {
        var file = Path.GetTempFileName();
        var arrivals = new ArrivalSpec("trace", new Dictionary<string, string> { ["file"] = file })
        {
            FileSha256 = new string('0', 64),
        };
        await using var executor = new LiveExecutor(
            Trials.Scenario with { Arrivals = arrivals }, _ => new BrokenSystem("nowhere"), Trials.InputOf,
            TimeProvider.System);

        await Should.ThrowAsync<FormatException>(() => executor.RunAsync(
            PlannedTrial.Of(Trials.Scenario, Trials.Events) with { Arrivals = arrivals }, _cancellation));
        File.Delete(file);
    }

    /// <summary>A scenario of one system and its trials.</summary>
    private static class Trials
    {
        public const int Events = 3;

        public static Scenario Scenario { get; } = new()
        {
            Name = "broken",
            Seed = 1,
            Workload = new WorkloadSpec("video", 1000, new Dictionary<string, string>()),
            Function = "grayscale",
            Durations = [TimeSpan.FromMilliseconds(Events)],
            Repetitions = 2,
            Systems = [new SystemSpec("broken", "broken", new Dictionary<string, string>())],
            Pause = TimeSpan.Zero,
        };

        public static TrialInput InputOf(Trial trial) => new(
            [.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, trial.Events)],
            [.. Enumerable.Range(0, trial.Events).Select(i => i * 1_000_000L)],
            [.. Enumerable.Repeat<IReadOnlyList<UInt128>>([], trial.Events)]);
    }
}
