using Eval.Harness.Analysis;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class LatencySampleTests
{
    private const long StepNs = 1_237;

    [Theory]
    [InlineData(LatencySample.MostExact, 0)]
    [InlineData(LatencySample.MostExact + 1, 0.0005)]
    public void A_long_stream_is_rounded_and_a_shorter_one_is_not(int events, double error)
    {
        // Longest first, so that nothing rests on the order.
        var sample = new LatencySample(Enumerable.Range(0, events).Select(i => (events - i) * StepNs));

        sample.Count.ShouldBe(events);
        var median = (events + 1) / 2.0 * StepNs / 1e6;
        sample.QuantileMs(0.5).ShouldNotBeNull().ShouldBe(median, (median * error) + 1e-9);
        var longest = events * StepNs / 1e6;
        sample.AtRanksMs([1, events])[1].ShouldBe(longest, (longest * error) + 1e-9);
    }

    [Fact]
    public void No_latencies_have_no_quantile() => new LatencySample([]).QuantileMs(0.5).ShouldBeNull();

    [Fact]
    public void What_ends_before_it_is_due_is_kept_in_a_short_stream() =>
        new LatencySample([-5_000_000, 1_000_000, 3_000_000]).QuantileMs(0).ShouldBe(-5);
}
