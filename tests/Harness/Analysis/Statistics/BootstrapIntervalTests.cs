using Eval.Harness.Analysis.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Statistics;

public sealed class BootstrapIntervalTests
{
    private static readonly double[] A = [2.1, 2.4, 2.2, 2.9, 2.3, 2.6, 2.5, 2.2];
    private static readonly double[] B = [1.1, 1.0, 1.3, 1.2, 1.1, 1.4, 1.2, 1.0];

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        BootstrapInterval.OfMean(A, 7).ShouldBe(BootstrapInterval.OfMean(A, 7));
        BootstrapInterval.OfMean(A, 7).ShouldNotBe(BootstrapInterval.OfMean(A, 8));
    }

    [Fact]
    public void The_ratio_of_medians_lies_in_its_interval()
    {
        var interval = BootstrapInterval.OfMedianRatio(A, B, 1).ShouldNotBeNull();
        (2.35 / 1.15).ShouldBeInRange(interval.Low, interval.High);
        interval.Low.ShouldBeGreaterThan(1.5);
        interval.High.ShouldBeLessThan(2.7);
    }

    [Fact]
    public void Constant_samples_have_an_interval_without_width() =>
        BootstrapInterval.OfMedianRatio([4, 4, 4], [2, 2, 2], 1).ShouldBe(new BootstrapInterval(2, 2));

    [Fact]
    public void A_single_value_or_a_median_of_zero_has_no_interval()
    {
        BootstrapInterval.OfMean([1], 1).ShouldBeNull();
        BootstrapInterval.OfMedianRatio([1, 2, 3], [0, 0, 1], 1).ShouldBeNull();
    }

    /// <summary>The spatial test data A of 26 children (Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
    /// Table 14.1): variance 171.5, BCa at 90 % from 115.8 to 259.6 (Table 14.2, with 2,000 replications).</summary>
    [Fact]
    public void The_variance_of_the_spatial_test_data_has_its_published_interval()
    {
        double[] data =
        [
            48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
        ];
        static double Variance(double[][] samples)
        {
            var mean = samples[0].Average();
            return samples[0].Average(value => (value - mean) * (value - mean));
        }

        Variance([data]).ShouldBe(171.5, 0.05);
        var interval = BootstrapInterval.Of([data], Variance, seed: 1, level: 0.9).ShouldNotBeNull();
        interval.Low.ShouldBe(115.8, 4);
        interval.High.ShouldBe(259.6, 6);
    }

    [Fact]
    public void A_higher_level_widens_the_interval()
    {
        var usual = BootstrapInterval.OfMedianRatio(A, B, 1).ShouldNotBeNull();
        var wide = BootstrapInterval.OfMedianRatio(A, B, 1, 0.999).ShouldNotBeNull();
        wide.Low.ShouldBeLessThan(usual.Low);
        wide.High.ShouldBeGreaterThan(usual.High);
    }

    /// <summary>Sixty samples of a normal distribution with mean 10: about 57 of their intervals hold it.</summary>
    [Fact]
    public void The_interval_of_a_mean_covers_it_as_often_as_it_says()
    {
        var random = new MersenneTwister(815, threadSafe: false);
        var covered = Enumerable.Range(0, 60).Count(i =>
        {
            var sample = new double[40];
            Normal.Samples(random, sample, 10, 2);
            var interval = BootstrapInterval.OfMean(sample, i).ShouldNotBeNull();
            return interval.Low <= 10 && 10 <= interval.High;
        });
        covered.ShouldBeInRange(51, 60);
    }
}
