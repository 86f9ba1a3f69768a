using Eval.Harness.Presentation.Formatting;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Formatting;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.00000042, "0.420 us")]
    [InlineData(0.00038, "380 us")]
    [InlineData(-0.0003, "-300 us")]
    [InlineData(0.0123, "12.3 ms")]
    [InlineData(0.9996, "1.00 s")]
    [InlineData(1.2345, "1.23 s")]
    [InlineData(9.996, "10.0 s")]
    [InlineData(65.43, "65.4 s")]
    [InlineData(2635.4, "2635 s")]
    public void Seconds_have_three_digits_and_a_unit(double seconds, string text) =>
        Numbers.Seconds(seconds).ShouldBe(text);

    [Fact]
    public void What_is_missing_is_a_dash()
    {
        Numbers.Seconds(null).ShouldBe("-");
        Numbers.Ratio(null).ShouldBe("-");
        Numbers.YesNo(null).ShouldBe("-");
    }

    [Theory]
    [InlineData(9.9, "9900")]
    [InlineData(0.000645, "0.645")]
    [InlineData(-0.00002, "-0.020")]
    [InlineData(3.55e-15, "0")]
    public void Milliseconds_are_no_finer_than_microseconds(double seconds, string text) =>
        Numbers.Milliseconds(seconds).ShouldBe(text);

    [Theory]
    [InlineData(0.0363, "0.0363")]
    [InlineData(0.9981, "0.9981")]
    [InlineData(0, "0.0000")]
    [InlineData(0.00061, "0.00061")]
    [InlineData(0.00004523, "0.000045")]
    public void Ratios_have_the_papers_four_decimals_unless_those_say_nothing(double ratio, string text) =>
        Numbers.Ratio(ratio).ShouldBe(text);
}
