using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class RunComparisonTests
{
    private static readonly int[] Fast = [20, 21, 22, 23, 24, 25];
    private static readonly int[] Slow = [40, 41, 42, 43, 44, 45];

    [Fact]
    public void A_later_run_that_is_slower_is_a_slowdown()
    {
        var pair = ColdStart(Run(Fast), Run(Slow));
        pair.Verdict.ShouldBe("higher");
        pair.Ratio.ShouldNotBeNull().ShouldBe(42.5 / 22.5, 1e-12);
        RunComparison.IsSlowdown(pair).ShouldBeTrue();
    }

    [Fact]
    public void A_later_run_that_is_faster_is_none()
    {
        var pair = ColdStart(Run(Slow), Run(Fast));
        pair.Verdict.ShouldBe("lower");
        RunComparison.IsSlowdown(pair).ShouldBeFalse();
    }

    [Fact]
    public void The_same_run_again_is_undecided()
    {
        var pairs = RunComparison.Of(Run(Fast), Run(Fast));
        pairs.ShouldNotBeEmpty();
        pairs.ShouldAllBe(pair => pair.Verdict == "undecided");
    }

    /// <summary>A penalty is a share of the whole: it rises where the rest gets faster.</summary>
    [Fact]
    public void A_higher_penalty_is_no_slowdown() =>
        RunComparison.Of(Run(Fast), Run(Slow)).Where(pair => pair.Metric == "cold_start_penalty")
            .ShouldAllBe(pair => !RunComparison.IsSlowdown(pair));

    [Fact]
    public void Cells_that_only_one_run_has_are_left_out()
    {
        var other = Run(Fast) with { Scenario = KnownTrials.Scenario("b") };
        RunComparison.Of(Run(Fast), other).ShouldBeEmpty();
    }

    [Fact]
    public void A_cell_that_the_later_run_lacks_or_has_too_seldom_is_not_judged()
    {
        RunComparison.Unjudged(Run(Fast), Run(Slow)).ShouldBeEmpty();
        RunComparison.Unjudged(Run(Fast), Run(40, 41, 42, 43)).ShouldBe(["a, 1 s: 6 and 4 valid trials"]);
        RunComparison.Unjudged(Run(Fast), Run() with { Scenario = KnownTrials.Scenario("b") })
            .ShouldBe(["a, 1 s: 6 and 0 valid trials"]);
    }

    /// <summary>Goal: the gate sees a slowdown though a trial of the cell was never started. Method: trials of a
    /// boundary, and one of which nothing is known.</summary>
    [Fact]
    public void A_trial_that_was_never_started_takes_no_cell_out()
    {
        var (before, after) = (AtBoundary(Run(Fast)), AtBoundary(Run(Slow)));
        after = after with
        {
            Measures = [.. after.Measures, .. KnownTrials.Measured([KnownTrials.NeverStarted("a")])],
        };

        ColdStart(before, after).Verdict.ShouldBe("higher");
        RunComparison.Unjudged(before, after).ShouldBeEmpty();
    }

    [Fact]
    public void A_cell_with_stamps_of_two_places_is_not_judged()
    {
        RunComparison.Of(Run(Fast), AtBoundary(Run(Slow))).ShouldBeEmpty();
        RunComparison.Unjudged(Run(Fast), AtBoundary(Run(Slow)))
            .ShouldBe(["a, 1 s: stamps of the function and of its boundary"]);
    }

    private static Run AtBoundary(Run run) => run with
    {
        Measures =
        [
            .. run.Measures.Select(m => m.Timeline.WithPromises(p => p with { StampsInFunction = false }).Measured()),
        ],
    };

    private static Comparison ColdStart(Run earlier, Run later) =>
        RunComparison.Of(earlier, later).Single(pair => pair.Metric == "cold_start_s");

    internal static Run Run(params int[] coldStartsMs)
    {
        var scenario = KnownTrials.Scenario("a");
        var measures = KnownTrials.Measured(KnownTrials.Trials("a", coldStartsMs));
        return new Run(
            new RunManifest
            {
                RunId = "20261124T081543Z-a1b2c3",
                StartedUtc = DateTimeOffset.UnixEpoch,
                Scenario = scenario.Name,
                ScenarioText = "",
                ScenarioSha256 = "",
                Seed = scenario.Seed,
                CommandLine = [],
                Executor = "live",
                GitCommit = "abc",
                Versions = new Dictionary<string, string> { ["eval"] = "0.1.0" },
                HostBefore = new Dictionary<string, string> { ["cpu"] = "X", ["cores"] = "2", ["kernel"] = "6.18" },
            },
            scenario,
            measures,
            EstimateTable.Of(scenario, measures),
            []);
    }
}
