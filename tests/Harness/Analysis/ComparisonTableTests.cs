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

    /// <summary>Nothing is known of where its stamps would have come from.</summary>
    [Fact]
    public void A_trial_that_was_never_started_takes_no_pair_out() =>
        ColdStart(["a", "b"], AtBoundary("a", Fast).Append(KnownTrials.NeverStarted("a")), AtBoundary("b", Slow))
            .Single().Verdict.ShouldBe("lower");

    [Fact]
    public void A_system_without_any_trial_that_counts_is_still_one_of_the_boundary() =>
        ColdStart(["a", "b"], AtBoundary("a", Fast).Select(t => t with { Outcome = Outcome.Failed }),
            KnownTrials.Trials("b", Slow)).ShouldBeEmpty();

    private static IEnumerable<Timeline> AtBoundary(string system, int[] coldStartsMs) => KnownTrials
        .Trials(system, coldStartsMs).Select(t => t.WithPromises(p => p with { StampsInFunction = false }));

    [Fact]
    public void A_reference_is_what_all_others_are_compared_with()
    {
        var scenario = KnownTrials.Scenario("a", "b", "c") with { Reference = "b" };
        var rows = ColdStart(scenario, KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow),
            KnownTrials.Trials("c", Fast));
        rows.Select(r => (r.SystemA, r.SystemB)).ShouldBe([("a", "b"), ("c", "b")]);
        rows.ShouldAllBe(r => Math.Abs(r.PHolm.GetValueOrDefault() - (2 * 2 / 252.0)) < 1e-12);
    }

    [Fact]
    public void More_than_four_systems_are_compared_with_the_first()
    {
        string[] names = ["a", "b", "c", "d", "e"];
        var rows = ColdStart(names, [.. names.Select(name => KnownTrials.Trials(name, Fast))]);
        rows.Select(r => (r.SystemA, r.SystemB)).ShouldBe([("b", "a"), ("c", "a"), ("d", "a"), ("e", "a")]);
    }

    [Fact]
    public void Only_systems_of_the_same_parameters_are_compared()
    {
        var scenario = KnownTrials.Scenario("a[x=1]", "a[x=2]", "b[x=1]", "b[x=2]");
        scenario = scenario with
        {
            Systems = [.. scenario.Systems.Select(s => s with { Parameters = s.Name[2..^1] })],
            Reference = "b",
        };
        ColdStart(scenario).Select(r => (r.SystemA, r.SystemB, r.Parameters))
            .ShouldBe([("a[x=1]", "b[x=1]", "x=1"), ("a[x=2]", "b[x=2]", "x=2")]);
    }

    /// <summary>Trials that ran until the interval was narrow: Mann–Whitney would not hold, so there is no p.</summary>
    [Fact]
    public void Adaptive_runs_have_intervals_and_no_p()
    {
        var scenario = KnownTrials.Scenario("a", "b") with { Adaptive = new AdaptiveRepetitions(50, 0.05) };
        var apart = ColdStart(scenario, KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow)).Single();
        (apart.PRaw, apart.PHolm, apart.Verdict).ShouldBe((null, null, "lower"));
        apart.CiHigh.ShouldNotBeNull().ShouldBeLessThan(1);
        var mixed = ColdStart(scenario, KnownTrials.Trials("a", 20, 31, 22, 33, 24),
            KnownTrials.Trials("b", 30, 21, 32, 23, 34)).Single();
        mixed.Verdict.ShouldBe("undecided");
    }

    /// <summary>Ranks apart, medians not: of a a quarter is far above b, and the rest just above. The interval of the
    /// ratio holds 1, and no claim is made.</summary>
    [Fact]
    public void An_interval_that_holds_1_leaves_it_open()
    {
        int[] a = [30, 30, 30, 30, 30, 31, 31, 31, 90, 91, 92, 93];
        int[] b = [30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 29];
        var row = ColdStart(["a", "b"], KnownTrials.Trials("a", a), KnownTrials.Trials("b", b)).Single();
        row.PHolm.ShouldNotBeNull().ShouldBeLessThan(0.05);
        row.CiLow.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(1);
        row.Verdict.ShouldBe("undecided");
    }

    [Fact]
    public void The_same_trials_give_the_same_table_again()
    {
        var first = ColdStart(["a", "b"], KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow));
        ColdStart(["a", "b"], KnownTrials.Trials("a", Fast), KnownTrials.Trials("b", Slow)).ShouldBe(first);
    }

    private static Comparison[] ColdStart(string[] systems, params IEnumerable<Timeline>[] trials) =>
        ColdStart(KnownTrials.Scenario(systems), trials);

    private static Comparison[] ColdStart(Scenario scenario, params IEnumerable<Timeline>[] trials) =>
    [
        .. ComparisonTable.Of(scenario, KnownTrials.Measured(trials))
            .Where(c => c.Metric == "cold_start_s"),
    ];
}
