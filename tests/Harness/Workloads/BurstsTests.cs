using Eval.Harness.Workloads;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

public sealed class BurstsTests
{
    [Fact]
    public void A_burst_is_as_much_faster_as_asked_and_the_mean_rate_stays()
    {
        var bursts = new Bursts(100, events: 5, factor: 4);

        Enumerable.Range(0, 11).Select(bursts.OffsetNs).ShouldBe(
        [
            0, 2_500_000, 5_000_000, 7_500_000, 10_000_000,
            50_000_000, 52_500_000, 55_000_000, 57_500_000, 60_000_000,
            100_000_000,
        ]);
        bursts.OffsetNs(5_000_000).ShouldBe(new ConstantRate(100).OffsetNs(5_000_000));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(1, 100)]
    public void Bursts_of_one_event_or_as_fast_as_the_mean_are_constant_rate(int events, int factor)
    {
        var bursts = new Bursts(30, events, factor);

        for (var i = 0; i < 1000; i++)
        {
            bursts.OffsetNs(i).ShouldBeInRange(new ConstantRate(30).OffsetNs(i) - 1, new ConstantRate(30).OffsetNs(i));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10_001, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 101)]
    public void Bursts_are_bounded(int events, int factor) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Bursts(1, events, factor));
}
