using CsCheck;
using Eval.Harness.Analysis.Statistics;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Statistics;

/// <summary>The binomial interval of the median against the published table (Conover, Practical Nonparametric
/// Statistics, Table A3; Hahn and Meeker).</summary>
public sealed class MedianIntervalTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 0.5)]
    [InlineData(5, 1, 0.9375)]
    [InlineData(6, 1, 0.96875)]
    [InlineData(8, 1, 0.9921875)]
    [InlineData(9, 2, 0.9609375)]
    [InlineData(10, 2, 0.978515625)]
    [InlineData(15, 4, 0.96484375)]
    [InlineData(20, 6, 0.9586105346679688)]
    [InlineData(30, 10, 0.9572261)]
    public void Ranks_and_coverage_are_those_of_the_table(int n, int rank, double level)
    {
        var values = Enumerable.Range(1, n).Select(i => (double)i).Reverse().ToArray();
        var interval = MedianInterval.Of(values).ShouldNotBeNull();
        interval.Low.ShouldBe(rank);
        interval.High.ShouldBe(n + 1 - rank);
        interval.Level.ShouldBe(level, 1e-7);
    }

    [Fact]
    public void No_values_have_no_interval() => MedianInterval.Of([]).ShouldBeNull();

    [Fact]
    public void From_six_values_on_coverage_is_at_least_95_percent_and_the_next_rank_would_miss_it() =>
        Gen.Int[6, 400].Sample(n =>
        {
            var values = Enumerable.Range(1, n).Select(i => (double)i).ToArray();
            var interval = MedianInterval.Of(values).ShouldNotBeNull();
            interval.Level.ShouldBeInRange(0.95, 1);
            (interval.Low + interval.High).ShouldBe(n + 1);
            MedianInterval.Rank(n).ShouldBe((int)interval.Low);
        });
}
