using Eval.Harness.Analysis;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class DriftTests
{
    [Fact]
    public void Cold_starts_that_rise_from_repetition_to_repetition_warn() =>
        Warning(20, 21, 22, 23, 24, 25, 26, 27).ShouldBe("drift: rises over 8 repetitions, p = 0.0000");

    [Fact]
    public void Cold_starts_that_fall_warn_too() =>
        Warning(27, 26, 25, 24, 23, 22, 20).ShouldBe("drift: falls over 7 repetitions, p = 0.0004");

    [Fact]
    public void Cold_starts_without_order_do_not() => Warning(21, 25, 20, 27, 22, 26, 23, 24).ShouldBeNull();

    [Fact]
    public void Five_trials_tell_nothing() => Warning(20, 21, 22, 23, 24).ShouldBeNull();

    private static string? Warning(params int[] coldStartsMs) => EstimateTable
        .Of(KnownTrials.Scenario("a"), KnownTrials.Measured(KnownTrials.Trials("a", coldStartsMs)))
        .Single(estimate => estimate.Metric == "cold_start_s").Warnings.SingleOrDefault();
}
