using CsCheck;
using Eval.Harness.Analysis.Statistics;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Statistics;

public sealed class LatencyHistogramTests
{
    private const double Resolution = 1 / 2048.0;

    private static readonly double[] Levels = [0, 0.01, 0.5, 0.9, 0.99, 0.999, 1];

    /// <summary>Latencies of all magnitudes, each as likely: from nanoseconds to years.</summary>
    private static readonly Gen<long> Latency =
        Gen.Select(Gen.Int[0, 62], Gen.Long[0, long.MaxValue], (bits, value) => value >> bits);

    [Fact]
    public void Quantiles_are_those_of_the_values_within_a_two_thousandth() =>
        Latency.Array[1, 500].Sample(latencies =>
        {
            var histogram = Of(latencies);
            double[] exact = [.. latencies];
            foreach (var tau in Levels)
            {
                var expected = Quantile.Of(exact, tau)!.Value;
                histogram.Quantile(tau)!.Value.ShouldBe(expected, (expected * Resolution) + 1e-9);
            }
        });

    [Fact]
    public void Below_two_thousand_nanoseconds_they_are_exact()
    {
        var histogram = Of([.. Enumerable.Range(0, 2048).Select(ns => (long)ns)]);
        histogram.AtRanks([1, 2, 1024, 2048]).ShouldBe([0, 1, 1023, 2047]);
    }

    [Fact]
    public void The_longest_latency_has_its_place() =>
        Of(long.MaxValue).AtRank(1).ShouldBe(long.MaxValue, long.MaxValue * Resolution);

    [Fact]
    public void Without_latencies_there_is_no_quantile() => new LatencyHistogram().Quantile(0.5).ShouldBeNull();

    [Fact]
    public void What_is_negative_or_has_no_rank_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new LatencyHistogram().Add(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => Of(1, 2).AtRank(3));
        Should.Throw<ArgumentOutOfRangeException>(() => Of(1, 2).AtRank(0));
        Should.Throw<ArgumentOutOfRangeException>(() => Of(1, 2).AtRanks([2, 1]));
    }

    private static LatencyHistogram Of(params long[] latencies)
    {
        var histogram = new LatencyHistogram();
        Array.ForEach(latencies, histogram.Add);
        histogram.Count.ShouldBe(latencies.Length);
        return histogram;
    }
}
