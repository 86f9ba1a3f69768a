using CsCheck;
using Eval.Harness.Analysis.Statistics;
using MathNet.Numerics.Distributions;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Statistics;

public sealed class MannWhitneyTests
{
    private static readonly double[] Males = [19, 22, 16, 29, 24];
    private static readonly double[] Females = [20, 11, 17, 12];

    /// <summary>The example of SciPy's documentation: U = 17, exact p = 1/9, by approximation 0.11134688653314041.
    /// </summary>
    [Fact]
    public void The_example_of_diabetics_has_its_published_values()
    {
        var test = MannWhitney.Of(Males, Females);
        test.U.ShouldBe(17);
        test.PValue.ShouldBe(1 / 9.0, 1e-12);
        MannWhitney.NormalP(17, 5, 4, []).ShouldBe(0.11134688653314041, 1e-9);
    }

    /// <summary>The example of R's effsize::cliff.delta: −0.25.</summary>
    [Fact]
    public void Cliffs_delta_of_the_published_example()
    {
        double[] treatment = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50];
        double[] control = [10, 20, 30, 40, 40, 50];
        MannWhitney.Of(treatment, control).CliffsDelta.ShouldBe(-0.25, 1e-12);
        MannWhitney.Of(control, treatment).CliffsDelta.ShouldBe(0.25, 1e-12);
    }

    /// <summary>Critical values of the table (two-sided, 5 %): U ≤ 2 for 5 and 5, ≤ 13 for 8 and 8, ≤ 23 for 10 and 10.
    /// </summary>
    [Theory]
    [InlineData(5, 5, 2)]
    [InlineData(8, 8, 13)]
    [InlineData(10, 10, 23)]
    [InlineData(4, 7, 3)]
    public void Critical_values_are_those_of_the_table(int n, int m, int critical)
    {
        MannWhitney.ExactP(critical, n, m).ShouldBeLessThanOrEqualTo(0.05);
        MannWhitney.ExactP(critical + 1, n, m).ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void Samples_apart_have_the_least_p_which_for_five_and_five_is_2_in_252() =>
        MannWhitney.Of([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]).PValue.ShouldBe(2 / 252.0, 1e-12);

    /// <summary>By hand: three values tie, so the variance is n·m/12·(n + m + 1 − (3³ − 3)/((n + m)·(n + m − 1))).
    /// </summary>
    [Fact]
    public void Ties_shrink_the_variance()
    {
        var test = MannWhitney.Of([1, 2, 2], [2, 3, 4]);
        test.U.ShouldBe(1);
        var variance = 9 / 12.0 * (7 - (24 / 30.0));
        test.PValue.ShouldBe(2 * Normal.CDF(0, 1, -3 / Math.Sqrt(variance)), 1e-12);
    }

    [Fact]
    public void Equal_samples_have_p_1_and_delta_0()
    {
        var test = MannWhitney.Of([1, 1, 1], [1, 1, 1]);
        test.PValue.ShouldBe(1);
        test.CliffsDelta.ShouldBe(0);
    }

    [Fact]
    public void P_is_symmetric_and_within_0_and_1() =>
        Gen.Select(Gen.Double[-1, 1].Array[1, 12], Gen.Double[-1, 1].Array[1, 12]).Sample((a, b) =>
        {
            var (ab, ba) = (MannWhitney.Of(a, b), MannWhitney.Of(b, a));
            ab.PValue.ShouldBe(ba.PValue, 1e-9);
            ab.PValue.ShouldBeInRange(0, 1);
            ab.CliffsDelta.ShouldBe(-ba.CliffsDelta, 1e-9);
        });
}
