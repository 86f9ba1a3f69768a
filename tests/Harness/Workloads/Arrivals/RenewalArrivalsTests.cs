using Eval.Harness.Workloads.Arrivals;
using Eval.Harness.Workloads.Generators;
using Eval.Tests.Harness.Workloads.Generators;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Arrivals;

/// <summary>Gaps against their law by Kolmogorov and Smirnov; independence by their autocorrelation; about 20,000
/// arrivals of a fixed seed at 2 a second.</summary>
public sealed class RenewalArrivalsTests
{
    private const double Rate = 2;
    private const double Seconds = 10_000;
    private const ulong Seed = 20260303;

    [Fact]
    public void Constant_gaps_are_equal() => Gaps(GapLaw.Constant).ShouldAllBe(gap => Math.Abs(gap - 0.5) < 1e-8);

    [Fact]
    public void Exponential_gaps_make_a_poisson_process()
    {
        Check(GapLaw.Exponential, new Exponential(1).CumulativeDistribution);
        var times = new RenewalArrivals(Rate, GapLaw.Exponential).Draw(Seconds, Seed);
        PointProcess.IndexOfDispersion(times, Seconds, 10).ShouldBe(1, 0.15);
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(2)]
    public void Weibull(double shape) =>
        Check(GapLaw.Weibull(shape), new Weibull(shape, 1 / SpecialFunctions.Gamma(1 + (1 / shape)))
            .CumulativeDistribution);

    [Theory]
    [InlineData(0.4)]
    [InlineData(3)]
    public void Gamma(double shape) => Check(GapLaw.Gamma(shape), new Gamma(shape, shape).CumulativeDistribution);

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.2)]
    public void Lognormal(double sigma) =>
        Check(GapLaw.Lognormal(sigma), new LogNormal(-sigma * sigma / 2, sigma).CumulativeDistribution);

    [Fact]
    public void Hyperexponential()
    {
        const double squared = 5;
        var first = (1 + Math.Sqrt((squared - 1) / (squared + 1))) / 2;
        Check(GapLaw.Hyperexponential(squared), x =>
            1 - (first * Math.Exp(-2 * first * x)) - ((1 - first) * Math.Exp(-2 * (1 - first) * x)));
        var gaps = Gaps(GapLaw.Hyperexponential(squared));
        var mean = gaps.Average();
        (gaps.Average(gap => (gap - mean) * (gap - mean)) / mean / mean).ShouldBe(squared, 0.5);
    }

    [Fact]
    public void Arrivals_that_are_too_many_are_refused_with_their_bound() =>
        Should.Throw<ArgumentException>(() => new RenewalArrivals(1e7, GapLaw.Constant).Draw(1, 1))
            .Message.ShouldContain("4194304");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_rate_that_is_not_positive_is_refused(double rate) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RenewalArrivals(rate, GapLaw.Exponential).Draw(1, 1));

    [Fact]
    public void Equal_seeds_give_equal_arrivals_and_others_do_not()
    {
        var process = new RenewalArrivals(Rate, GapLaw.Weibull(0.5));

        process.Draw(100, 1).ShouldBe(process.Draw(100, 1));
        process.Draw(100, 1).ShouldNotBe(process.Draw(100, 2));
        process.Draw(50, 1).ShouldBe(process.Draw(100, 1).TakeWhile(timeNs => timeNs < 50_000_000_000));
    }

    private static void Check(Func<Draws, double> law, Func<double, double> distribution)
    {
        var gaps = Gaps(law);
        gaps.Length.ShouldBeInRange(18_000, 22_000);
        KolmogorovSmirnov.Distance(gaps, gap => distribution(gap * Rate))
            .ShouldBeLessThan(KolmogorovSmirnov.Critical(gaps.Length));
        PointProcess.Autocorrelation(gaps).ShouldBe(0, 0.03);
    }

    private static double[] Gaps(Func<Draws, double> law) =>
        PointProcess.Gaps(new RenewalArrivals(Rate, law).Draw(Seconds, Seed));
}
