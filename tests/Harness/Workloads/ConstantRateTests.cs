using Eval.Harness.Workloads;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

public sealed class ConstantRateTests
{
    [Fact]
    public void Three_a_second_has_not_drifted_after_a_million_events()
    {
        var rate = new ConstantRate(3);

        for (var i = 0; i < 1_000_000; i++)
        {
            if (rate.OffsetNs(i) != i * 1_000_000_000L / 3)
            {
                rate.OffsetNs(i).ShouldBe(i * 1_000_000_000L / 3, $"event {i}");
            }
        }
    }

    [Theory]
    [InlineData(10, 0, 0)]
    [InlineData(10, 599, 59_900_000_000)]
    [InlineData(0.1, 3, 30_000_000_000)]
    [InlineData(29.97, 2997, 100_000_000_000)]
    [InlineData(1e6, 4_000_000, 4_000_000_000)]
    [InlineData(1e-6, 1, 1_000_000_000_000_000)]
    public void An_event_is_due_at_its_number_over_the_rate(double rate, int sequence, long expectedNs) =>
        new ConstantRate(rate).OffsetNs(sequence).ShouldBe(expectedNs);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_no_stream_can_have_is_refused(double rate) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ConstantRate(rate));
}
