using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Randomness;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Distributions;

public sealed class ScaledTests
{
    [Fact]
    public void A_scaled_law_keeps_its_shape_and_its_random_numbers()
    {
        var law = new Gamma(2, 0.5);
        var scaled = Scaled.ToMean(law, 3);
        var (one, other) = (new RandomStream(1, 2, 3), new RandomStream(1, 2, 3));

        scaled.Mean.ShouldBe(3, 1e-12);
        scaled.Variance.ShouldBe(9 * law.Variance, 1e-12);
        scaled.Cumulative(3).ShouldBe(law.Cumulative(1), 1e-12);
        scaled.Sample(ref one).ShouldBe(3 * law.Sample(ref other), 1e-12);
    }

    [Fact]
    public void A_law_without_a_shape_becomes_deterministic() =>
        Scaled.ToMean(new Deterministic(0), 0.25).Mean.ShouldBe(0.25);

    /// <summary>The n-th arrival lies at ⌊n·10⁹/r⌋, whatever n.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(115.740741)]
    [InlineData(29.97)]
    public void Constant_arrivals_add_no_rounding_up(double rate)
    {
        var arrivals = new ConstantArrivals(rate);
        var random = new RandomStream(1, 0, 0);
        var sumNs = 0L;
        for (var n = 1; n <= 100_000; n++)
        {
            sumNs += arrivals.NextGapNs(ref random);
            sumNs.ShouldBe((long)(n * 1_000_000_000m / (decimal)rate));
        }
    }
}
