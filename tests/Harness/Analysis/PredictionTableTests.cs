using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Reports;
using Eval.Tests.Harness.Presentation;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class PredictionTableTests
{
    [Fact]
    public void Trials_predict_themselves()
    {
        var run = SampleRun.Create();
        var checks = PredictionTable.Of(run.Scenario, run.Measures, run.Measures, [run.Scenario.Durations[0]]);

        checks.Count.ShouldBe(4 * 2 * 2);
        checks.ShouldAllBe(check => check.Holds && check.Simulated == check.Measured);
        checks.Count(check => check.IsFittedDuration).ShouldBe(8);
    }

    /// <summary>Goal: what a model cannot bring to an end is told. Method: simulated trials of one system that all
    /// missed their deadline.</summary>
    [Fact]
    public void A_cell_without_a_simulated_trial_does_not_hold()
    {
        var run = SampleRun.Create(durations: 1);
        var simulated = run.Measures.Select(measure => measure with
        {
            Timeline = measure.Timeline with
            {
                Outcome = measure.Timeline.Trial.System.Name == "faas" ? Outcome.Cancelled : Outcome.Completed,
            },
        }).ToArray();

        var checks = PredictionTable.Of(run.Scenario, run.Measures, simulated, []);

        checks.Count.ShouldBe(4 * 2);
        checks.ShouldAllBe(check => check.Holds == (check.System != "faas"));
        checks.Where(check => check.System == "faas").ShouldAllBe(check => check.Simulated == null);
        PredictionReport.Render(run.Manifest, 1, checks).ShouldContain("does not hold");
    }

    /// <summary>10 % of 1 s is 100 ms; 10 % of 5 ms is less than 2 ms; a wide interval allows its half.</summary>
    [Theory]
    [InlineData(1.0, 0, 0.1)]
    [InlineData(0.005, 0, 0.002)]
    [InlineData(0.005, 0.01, 0.01)]
    public void Medians_may_be_apart_by_the_most_of_three_tolerances(double median, double spread, double allowed)
    {
        var run = SampleRun.Create(durations: 1);
        var template = run.Measures.First(measure => measure.Timeline.Trial.System.Name == "faas");
        var measured = Enumerable.Range(-3, 7).Select(step => template with
        {
            T1Ns = template.T0Ns + (long)((median + (step * spread / 3)) * 1e9),
        }).ToArray();
        var check = PredictionTable.Of(run.Scenario, measured, measured, [])
            .Single(one => one.Metric == "cold_start_s");

        check.Tolerance.ShouldBe(allowed, 1e-6);
        check.Measured.ShouldBe(median, 1e-6);
    }
}
