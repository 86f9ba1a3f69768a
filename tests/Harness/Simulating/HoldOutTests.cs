using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Eval.Harness.Simulating;
using Eval.Harness.Simulating.Calibration;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Simulating;

/// <summary>A model fitted to half of the reference run's shortest and longest streams against its other trials.
/// </summary>
public sealed class HoldOutTests
{
    private static readonly HoldOut Parts = HoldOut.Of(ReferenceRun.Measures);

    [Fact]
    public void No_trial_is_in_both_parts_and_the_middle_duration_is_new_to_the_model()
    {
        Parts.Fitted.Count.ShouldBe(4 * 2 * 10);
        Parts.Left.Count.ShouldBe((4 * 2 * 10) + (4 * 20));
        Parts.Fitted.Intersect(Parts.Left).ShouldBeEmpty();
        Parts.Fitted.ShouldAllBe(measure => measure.Timeline.Trial.Duration != TimeSpan.FromSeconds(4));
        Parts.FittedDurations.Select(duration => duration.TotalSeconds).ShouldBe([2, 8]);
    }

    [Fact]
    public async Task The_other_trials_of_the_reference_run_are_predicted()
    {
        var model = Calibrator.Fit("half", ReferenceRun.Manifest, Parts.Fitted);
        var scenario = SampleScenarios.Of(SampleScenarios.Four, 2, 4, 8) with { Repetitions = 200 };
        await using var executor = new SimulatedExecutor(scenario, model);
        var simulated = new List<Measure>();
        foreach (var trial in TrialPlanner.Plan(scenario).Trials)
        {
            simulated.Add(TrialAnalysis.Measure(
                await executor.RunAsync(trial, TestContext.Current.CancellationToken)));
        }

        var checks = PredictionTable.Of(scenario, Parts.Left, simulated, Parts.FittedDurations);
        checks.Count.ShouldBe(4 * 3 * 2);
        checks.ShouldAllBe(check => check.Holds, string.Join('\n', checks.Where(check => !check.Holds)));
    }

    [Fact]
    public void One_duration_is_too_few() => Should.Throw<FormatException>(() => HoldOut.Of(
        ReferenceRun.Measures.Where(measure => measure.Timeline.Trial.Duration.TotalSeconds == 2)))
        .Message.ShouldContain("two durations");

    /// <summary>All of it would be fitted to, and nothing left to predict.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void One_repetition_of_two_durations_is_too_few(int repetition) => Should.Throw<FormatException>(
        () => HoldOut.Of(ReferenceRun.Measures.Where(measure =>
            measure.Timeline.Trial.Duration.TotalSeconds != 4 && measure.Timeline.Trial.Repetition == repetition)))
        .Message.ShouldContain("two repetitions");
}
