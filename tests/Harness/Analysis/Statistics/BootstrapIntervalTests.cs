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
