using Eval.Harness.Analysis;
using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class EstimateTableTests
{
    [Fact]
    public void A_cell_has_the_statistics_of_its_counting_trials()
    {
        var estimate = ColdStart(KnownTrials.Measured(KnownTrials.Trials("a", 50, 20, 30, 40, 60, 70, 80)));
        (estimate.Planned, estimate.N, estimate.Invalid, estimate.Failed, estimate.Rejected).ShouldBe((8, 7, 0, 0, 0));
        estimate.Median.ShouldBe(0.05);
        estimate.CiLow.ShouldBe(0.02);
        estimate.CiHigh.ShouldBe(0.08);
        estimate.CiLevel.ShouldBe(1 - Math.Pow(2, -6));
        estimate.Mean.ShouldNotBeNull().ShouldBe(0.05, 1e-12);
        estimate.Minimum.ShouldBe(0.02);
        estimate.Maximum.ShouldBe(0.08);
        estimate.Unit.ShouldBe("s");
    }

    /// <summary>An invalid trial that also failed is counted once, as invalid; its repetition is a further row.
    /// </summary>
    [Fact]
    public void What_does_not_count_is_shown_beside_and_each_trial_once()
    {
        var trials = KnownTrials.Trials("a", 10, 20, 30, 40, 50, 60).ToArray();
        trials[0] = trials[0] with { Strangers = 1 };
        trials[1] = trials[1] with { Strangers = 1, Outcome = Outcome.Failed };
        trials[2] = trials[2] with { Outcome = Outcome.Failed };
        trials[3] = trials[3] with { Outcome = Outcome.Cancelled };
        trials[4] = trials[4] with { Outcome = Outcome.Rejected };
        var estimate = ColdStart(KnownTrials.Measured(trials));
        (estimate.N, estimate.Invalid, estimate.Failed, estimate.Rejected).ShouldBe((1, 2, 2, 1));
        estimate.Median.ShouldBe(0.06);
        estimate.CiLevel.ShouldBe(0);
    }

    [Fact]
    public void A_cell_without_trials_has_a_row_without_values()
    {
        var estimate = ColdStart([]);
        estimate.N.ShouldBe(0);
        estimate.Median.ShouldBeNull();
        estimate.Mean.ShouldBeNull();
        estimate.CiLevel.ShouldBeNull();
        estimate.Minimum.ShouldBeNull();
    }

    [Fact]
    public void Rows_follow_the_scenario_system_by_system_and_duration_by_duration()
    {
        TimeSpan[] durations = [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1)];
        var rows = EstimateTable.Of(KnownTrials.Scenario("b", "a") with { Durations = durations }, []);
        rows.Select(r => (r.System, r.Duration)).Distinct().ShouldBe(
            [("b", durations[0]), ("b", durations[1]), ("a", durations[0]), ("a", durations[1])]);
        rows.Count.ShouldBe(4 * MetricCatalog.All.Count(metric => !metric.IsOfFaults));
    }

    private static Estimate ColdStart(Measure[] measures) =>
        EstimateTable.Of(KnownTrials.Scenario("a"), measures).Single(e => e.Metric == "cold_start_s");
}
