using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class ExpectationTableTests
{
    [Theory]
    [InlineData("median", 0.06, null, true)]
    [InlineData("median", 0.05, null, false)]
    [InlineData("ci_high", 0.06, null, false)]
    [InlineData("ci_high", 0.0800001, null, true)]
    [InlineData("median", null, 0.04, true)]
    [InlineData("median", null, 0.05, false)]
    public void A_threshold_holds_or_not(string statistic, double? below, double? above, bool met)
    {
        var result = Check(
            new Expectation("a", "cold_start_s", TimeSpan.FromSeconds(1), statistic, below, above),
            20, 30, 40, 50, 60, 70, 80).ShouldHaveSingleItem();
        result.Met.ShouldBe(met);
        result.Unit.ShouldBe("s");
        result.Value.ShouldBe(statistic == "median" ? 0.05 : 0.08);
    }

    [Fact]
    public void A_cell_without_a_valid_trial_does_not_meet_it() =>
        Check(new Expectation("a", "cold_start_s", null, "median", 100, null)).ShouldHaveSingleItem()
            .Met.ShouldBeFalse();

    /// <summary>Such as of faults, where nothing is killed.</summary>
    [Fact]
    public void A_metric_that_the_run_does_not_have_does_not_meet_it()
    {
        var result = Check(new Expectation("a", "lost_events", null, "median", 1, null), 20, 30).ShouldHaveSingleItem();
        (result.Met, result.Value, result.Duration).ShouldBe((false, null, TimeSpan.FromSeconds(1)));
    }

    private static IReadOnlyList<ExpectationResult> Check(Expectation expectation, params int[] coldStartsMs)
    {
        var scenario = KnownTrials.Scenario("a", "b") with { Expectations = [expectation] };
        var measures = KnownTrials.Measured(KnownTrials.Trials("a", coldStartsMs));
        return ExpectationTable.Of(scenario, EstimateTable.Of(scenario, measures));
    }
}
