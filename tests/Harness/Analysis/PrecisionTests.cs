using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class PrecisionTests
{
    [Fact]
    public void A_narrow_interval_is_precise_enough() =>
        IsReached(0.05, 50, 50, 51, 51, 50, 51).ShouldBeTrue();

    [Fact]
    public void A_wide_interval_is_not() => IsReached(0.05, 40, 45, 50, 55, 60, 65).ShouldBeFalse();

    [Fact]
    public void Five_trials_have_a_range_and_no_interval() => IsReached(0.5, 50, 50, 50, 50, 50).ShouldBeFalse();

    [Fact]
    public void No_trials_are_not_precise() => Precision.IsReached([], 1).ShouldBeFalse();

    [Fact]
    public void A_cell_that_ends_wide_says_so()
    {
        Warnings([40, 45, 50, 55, 60, 65]).ShouldContain(
            "precision: the interval is ±23.8% of the median after 6 trials, ±5% was asked for");
        Warnings([50, 51]).ShouldContain("precision: 2 trials have no interval of 95 %");
        Warnings([50, 50, 51, 51, 50, 51]).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Warnings(int[] coldStartsMs)
    {
        var scenario = KnownTrials.Scenario("a") with { Adaptive = new AdaptiveRepetitions(6, 0.05) };
        return EstimateTable.Of(scenario, KnownTrials.Measured(KnownTrials.Trials("a", coldStartsMs)))
            .Single(estimate => estimate.Metric == "cold_start_penalty").Warnings;
    }

    private static bool IsReached(double until, params int[] coldStartsMs) =>
        Precision.IsReached(KnownTrials.Measured(KnownTrials.Trials("a", coldStartsMs)), until);
}
