using Eval.Harness.Workloads.Arrivals;
using Eval.Tests.Harness.Workloads.Generators;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Arrivals;

public sealed class HawkesArrivalsTests
{
    private const double Seconds = 100_000;

    /// <summary>Over windows much longer than the memory, variance over mean tends to 1/(1 − n)²; the mean rate is
    /// μ/(1 − n). The branching ratio that follows from the first must be within 10 %.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void The_branching_ratio_is_recovered(double branchingRatio)
    {
        var times = new HawkesArrivals(1, branchingRatio, 5).Draw(Seconds, 20260303);

        var found = 1 - (1 / Math.Sqrt(PointProcess.IndexOfDispersion(times, Seconds, 20)));
        found.ShouldBe(branchingRatio, 0.1 * branchingRatio);
        (times.Count / Seconds).ShouldBe(1 / (1 - branchingRatio), 0.05 / (1 - branchingRatio));
    }

    /// <summary>By its compensator a Hawkes process becomes a Poisson process with rate 1.</summary>
    [Fact]
    public void The_gaps_of_the_rescaled_process_are_exponential()
    {
        const double background = 1;
        const double branchingRatio = 0.6;
        const double decay = 3;
        var times = new HawkesArrivals(background, branchingRatio, decay).Draw(8_000, 7);

        var (memory, before) = (0.0, 0.0);
        var rescaled = new double[times.Count];
        for (var i = 0; i < times.Count; i++)
        {
            var wait = (times[i] / 1e9) - before;
            var left = memory * Math.Exp(-decay * wait);
            rescaled[i] = (background * wait) + (branchingRatio * (memory - left));
            memory = left + 1;
            before = times[i] / 1e9;
        }

        KolmogorovSmirnov.Distance(rescaled, gap => 1 - Math.Exp(-gap))
            .ShouldBeLessThan(KolmogorovSmirnov.Critical(rescaled.Length));
        PointProcess.Autocorrelation(rescaled).ShouldBe(0, 0.03);
    }

    [Theory]
    [InlineData(0, 0.5, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(1, -0.1, 1)]
    [InlineData(1, 0.5, 0)]
    public void A_process_that_cannot_be_or_never_ends_is_refused(double background, double ratio, double decay) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new HawkesArrivals(background, ratio, decay).Draw(1, 1));
}
