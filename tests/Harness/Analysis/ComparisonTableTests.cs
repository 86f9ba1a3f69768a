using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class ComparisonTableTests
{
    private static readonly int[] Fast = [20, 21, 22, 23, 24];
    private static readonly int[] Slow = [40, 41, 42, 43, 44];

    [Fact]
    public void Samples_apart_give_lower_and_the_other_way_round_higher()
    {
        var lower = ColdStart(["a", "b"], KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow)).Single();
        lower.Verdict.ShouldBe("lower");
        lower.Ratio.ShouldNotBeNull().ShouldBe(22.0 / 42, 1e-12);
        lower.PRaw.ShouldNotBeNull().ShouldBe(2 / 252.0, 1e-12);
        lower.PHolm.ShouldBe(lower.PRaw);
        lower.CliffsDelta.ShouldBe(-1);
        lower.CiLow.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(lower.Ratio.Value);
        lower.CiHigh.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(lower.Ratio.Value);
        ColdStart(["b", "a"], KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow)).Single()
            .Verdict.ShouldBe("higher");
    }

    [Fact]
    public void Samples_that_overlap_are_undecided() =>
        ColdStart(["a", "b"], KnownTrials.Trials("a", 20, 31, 22, 33, 24), KnownTrials.Trials("b", 30, 21, 32, 23, 34))
            .Single().Verdict.ShouldBe("undecided");

    [Fact]
    public void Fewer_than_five_trials_on_a_side_have_no_p()
    {
        var few = ColdStart(["a", "b"], KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow[..4])).Single();
        few.Verdict.ShouldBe("too-few");
        (few.PRaw, few.PHolm, few.CiLow).ShouldBe((null, null, null));
        (few.CountA, few.CountB).ShouldBe((5, 4));
        few.Ratio.ShouldNotBeNull();
    }

    [Fact]
    public void Holm_counts_the_tested_pairs_of_one_metric_and_duration()
    {
        var rows = ColdStart(["a", "b", "c"], KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow),
            KnownTrials.Trials("c", 60, 61, 62, 63, 64));
        rows.Select(r => (r.SystemA, r.SystemB)).ShouldBe([("a", "b"), ("a", "c"), ("b", "c")]);
        rows.ShouldAllBe(r => Math.Abs(r.PHolm.GetValueOrDefault() - (3 * 2 / 252.0)) < 1e-12);
    }

    [Fact]
    public void An_upper_bound_is_not_compared_with_a_measurement() =>
        ColdStart(["a", "b"], KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow)
            .Select(t => t.WithPromises(p => p with { StampsInFunction = false }))).ShouldBeEmpty();

    [Fact]
    public void The_same_trials_give_the_same_table_again()
    {
        var first = ColdStart(["a", "b"], KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow));
        ColdStart(["a", "b"], KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow)).ShouldBe(first);
    }

    private static Comparison[] ColdStart(string[] systems, params IEnumerable<Timeline>[] trials) =>
    [
        .. ComparisonTable.Of(KnownTrials.Scenario(systems), KnownTrials.Measured(trials))
            .Where(c => c.Metric == "cold_start_s"),
    ];
}
