using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class ReproductionTests
{
    [Theory]
    [InlineData("higher", 1.11, 1.4, true)]
    [InlineData("higher", 1.05, 1.4, false)]
    [InlineData("lower", 0.7, 0.9, true)]
    [InlineData("lower", 0.7, 0.95, false)]
    [InlineData("undecided", 1.2, 1.4, false)]
    [InlineData("too-few", null, null, false)]
    public void Runs_are_apart_where_the_whole_interval_is_beyond_10_percent(
        string verdict, double? low, double? high, bool isApart) =>
        Reproduction.IsApart(Pair(verdict, low, high)).ShouldBe(isApart);

    [Fact]
    public void The_verdict_says_what_the_trials_support()
    {
        var (same, apart, few) = (Pair("undecided", 0.9, 1.1), Pair("higher", 1.2, 1.4), Pair("too-few", null, null));
        Reproduction.Verdict([same, few]).ShouldBe(
            "Reproduced: of 1 comparisons none is beyond 10 % with its whole interval.");
        Reproduction.Verdict([same, apart, few]).ShouldBe(
            "Not reproduced: 1 of 2 comparisons are beyond 10 % with their whole interval.");
        Reproduction.Verdict([few]).ShouldBe("Nothing is confirmed: no cell has 5 valid trials in both runs.");
        Reproduction.IsDecidable([few]).ShouldBeFalse();
        Reproduction.IsDecidable([few, same]).ShouldBeTrue();
    }

    private static Comparison Pair(string verdict, double? low, double? high) => new()
    {
        Metric = "total_s",
        Duration = TimeSpan.FromSeconds(1),
        SystemA = "a",
        SystemB = "a",
        CountA = 8,
        CountB = 8,
        CiLow = low,
        CiHigh = high,
        Verdict = verdict,
    };
}
