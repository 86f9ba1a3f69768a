using CsCheck;
using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Scenarios;
using Eval.Tests.Harness.Analysis;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>Goal: which trials a run has follows from its plan and their outcomes alone. Method: an executor whose
/// trials turn invalid, or vary, by a rule.</summary>
public sealed class TrialLoopTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invalid_trial_is_planned_again_at_its_blocks_end_and_at_most_twice()
    {
        var asked = await RunAsync(Plan(repetitions: 2), trial => Answer(trial, isValid: trial.System.Name != "b"));

        asked.Count(id => id.StartsWith("b000-b-", StringComparison.Ordinal)).ShouldBe(3);
        asked.Take(4).Order().ShouldBe(["b000-a-1s-a1", "b000-b-1s-a1", "b000-b-1s-a2", "b000-b-1s-a3"]);
        asked.Count.ShouldBe(8);
    }

    /// <summary>Whatever a run had recorded when it stopped, it has the same trials in the end.</summary>
    [Fact]
    public void A_run_that_goes_on_has_the_same_trials() => Gen.Select(Gen.Int[0, 40], Gen.Int[1, 5], Gen.Bool).Sample(
        (stop, repetitions, isAdaptive) =>
        {
            var plan = Plan(repetitions, isAdaptive ? new AdaptiveRepetitions(12, 0.05) : null);
            var whole = Journal(plan, []);
            var before = whole.Take(stop).ToList();

            var after = Journal(plan, before);

            after.Select(timeline => timeline.Trial.TrialId)
                .ShouldBe(whole.Select(timeline => timeline.Trial.TrialId));
            TrialLoop.IsDone(plan, after).ShouldBeTrue();
            TrialLoop.IsDone(plan, before).ShouldBe(stop >= whole.Count);
        },
        iter: 100);

    [Fact]
    public async Task Adaptive_repetitions_stop_where_a_cells_interval_is_narrow()
    {
        var plan = Plan(repetitions: 5, new AdaptiveRepetitions(12, 0.05));
        var asked = await RunAsync(plan, trial => Answer(trial, spreadMs: trial.System.Name == "a" ? 0 : 10));

        asked.Count(id => id.Contains("-a-1s", StringComparison.Ordinal)).ShouldBe(6);
        asked.Count(id => id.Contains("-b-1s", StringComparison.Ordinal)).ShouldBe(12);
    }

    [Fact]
    public async Task Progress_counts_the_trials_that_were_recorded_before()
    {
        var plan = Plan(repetitions: 2);
        var recorded = plan.Trials.Take(3).Select(trial => Answer(trial)).ToList();
        var told = new List<TrialProgress>();
        await using var executor = new RecordingExecutor(trial => Answer(trial));
        await new TrialLoop(executor, _ => { }, told.Add).RunAsync(plan, recorded, _cancellation);

        told.ShouldHaveSingleItem().Ended.ShouldBe(4);
        told[0].Planned.ShouldBe(4);
    }

    /// <summary>Goal: the time that is left counts what each trial waits before it begins. Method: four trials of a
    /// second that take nothing beyond it, with a pause of a minute.</summary>
    [Fact]
    public async Task The_time_left_has_the_pauses()
    {
        var plan = Plan(repetitions: 2);
        plan = plan with { Scenario = plan.Scenario with { Pause = TimeSpan.FromMinutes(1) } };
        var told = new List<TrialProgress>();
        await using var executor = new RecordingExecutor(trial => Answer(trial));
        await new TrialLoop(executor, _ => { }, told.Add).RunAsync(plan, [], _cancellation);

        told[^2].Remaining.TotalSeconds.ShouldBe(61, tolerance: 1);
        told[^1].Remaining.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_plans_time_is_told_beforehand()
    {
        var plan = Plan(repetitions: 5, new AdaptiveRepetitions(10, 0.05));
        var time = PlanTime.Of(plan with { Scenario = plan.Scenario with { Pause = TimeSpan.FromSeconds(2) } });
        time.Least.ShouldBe(TimeSpan.FromSeconds(30));
        time.Expected.ShouldBe(TimeSpan.FromSeconds(40));
        time.Most.ShouldBe(TimeSpan.FromSeconds(80));
    }

    private async Task<IReadOnlyList<string>> RunAsync(TrialPlan plan, Func<Trial, Timeline> answer)
    {
        await using var executor = new RecordingExecutor(answer);
        await new TrialLoop(executor, _ => { }, _ => { }).RunAsync(plan, [], _cancellation);
        return executor.Asked;
    }

    /// <summary>The journal after a run that began with those trials, some of them invalid by their seed.</summary>
    private static List<Timeline> Journal(TrialPlan plan, IReadOnlyList<Timeline> recorded)
    {
        var journal = recorded.ToList();
        var executor = new RecordingExecutor(trial => Answer(
            trial,
            isValid: ((int)trial.Seed + trial.Attempt) % 3 != 0,
            spreadMs: trial.System.Name == "a" ? 0 : 10));
        new TrialLoop(executor, journal.Add, _ => { })
            .RunAsync(plan, recorded, CancellationToken.None).GetAwaiter().GetResult();
        return journal;
    }

    private static Timeline Answer(Trial trial, bool isValid = true, int spreadMs = 0) =>
        KnownTrials.Trials("a", 50 + (spreadMs * (trial.Block % 3))).Single() with
        {
            Trial = trial,
            Strangers = isValid ? 0 : 1,
        };

    private static TrialPlan Plan(int repetitions, AdaptiveRepetitions? adaptive = null) =>
        TrialPlanner.Plan(KnownTrials.Scenario("a", "b") with { Repetitions = repetitions, Adaptive = adaptive });
}
