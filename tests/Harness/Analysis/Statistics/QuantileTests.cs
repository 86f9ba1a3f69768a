using Eval.Harness.Analysis.Statistics;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Statistics;

/// <summary>Definition 7 against NumPy's documented example and by hand.</summary>
public sealed class QuantileTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.99, 3.97)]
    [InlineData(1, 4)]
    public void Quantiles_are_interpolated_between_order_statistics(double tau, double expected) =>
        Quantile.Of([4, 1, 3, 2], tau).ShouldNotBeNull().ShouldBe(expected, 1e-12);

    [Fact]
    public void No_values_have_no_quantile() => Quantile.Of([], 0.5).ShouldBeNull();

    [Fact]
    public void The_values_keep_their_order()
    {
        double[] values = [3, 1, 2];
        Quantile.Of(values, 0.5).ShouldBe(2);
        values.ShouldBe([3, 1, 2]);
    }
}
