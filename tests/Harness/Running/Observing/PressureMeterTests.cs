using Eval.Harness.Running.Observing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running.Observing;

public sealed class PressureMeterTests
{
    [Theory]
    [InlineData("some avg10=1.52 avg60=0.00 avg300=0.00 total=12345", 12_345_000L)]
    [InlineData("some avg10=1.52", null)]
    [InlineData("total=x", null)]
    [InlineData("", null)]
    public void The_kernels_line_is_read(string line, long? expectedNs) =>
        PressureMeter.StalledNs(line).ShouldBe(expectedNs);

    [Fact]
    public void A_share_is_between_0_and_1_where_the_kernel_tells()
    {
        var share = new PressureMeter().ShareSoFar();
        (share is null or (>= 0 and <= 1)).ShouldBeTrue();
    }

    [Fact]
    public void The_clocks_step_is_less_than_a_tenth_of_a_millisecond() =>
        ClockStep.Ns.ShouldBeInRange(1, 100_000);
}
