using CsCheck;
using Eval.Harness.Analysis.Statistics;
using MathNet.Numerics.Distributions;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Statistics;

public sealed class MannKendallTests
{
    /// <summary>Gilbert, Statistical Methods for Environmental Pollution Monitoring (1987), Section 16.4.1: 10, 15, 14,
    /// 20 have S = 4, and by Table A18 a one-sided p of 0.167.</summary>
    [Fact]
    public void The_example_of_four_values_has_its_published_p()
    {
        var test = MannKendall.Of([10, 15, 14, 20]);
        test.S.ShouldBe(4);
        (test.PValue / 2).ShouldBe(0.167, 0.0005);
    }

    /// <summary>J. Little, A Mann-Kendall Example "By Hand" (College of the Holy Cross): fourteen values with one tie
    /// have S = 54 and Z = 2.9058.</summary>
    [Fact]
    public void The_example_of_fourteen_values_has_its_published_z()
    {
        var test = MannKendall.Of(
            [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7]);
        test.S.ShouldBe(54);
        (-Normal.InvCDF(0, 1, test.PValue / 2)).ShouldBe(2.9058, 0.0001);
    }

    [Fact]
    public void A_series_and_its_mirror_have_opposite_trends_of_the_same_p() =>
        Gen.Double[-1, 1].Array[1, 15].Sample(series =>
        {
            var (forth, back) = (MannKendall.Of(series), MannKendall.Of([.. series.Reverse()]));
            forth.S.ShouldBe(-back.S);
            forth.PValue.ShouldBe(back.PValue, 1e-12);
            forth.PValue.ShouldBeInRange(0, 1);
        });

    [Fact]
    public void Of_eight_rising_values_p_is_2_in_8_factorial() =>
        MannKendall.Of([1, 2, 3, 4, 5, 6, 7, 8]).PValue.ShouldBe(2 / 40320.0, 1e-12);

    [Fact]
    public void A_constant_or_short_series_has_no_trend()
    {
        MannKendall.Of([1, 1, 1, 1, 1]).PValue.ShouldBe(1);
        MannKendall.Of([1, 2]).PValue.ShouldBe(1);
        MannKendall.Of([]).PValue.ShouldBe(1);
    }
}
