using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Randomness;
using MathNet.Numerics.Distributions;
using Shouldly;
using Xunit;
using Exponential = Eval.Systems.Simulation.Distributions.Exponential;
using Gamma = Eval.Systems.Simulation.Distributions.Gamma;
using IDistribution = Eval.Systems.Simulation.Distributions.IDistribution;
using Weibull = Eval.Systems.Simulation.Distributions.Weibull;

namespace Eval.Tests.Systems.Simulation.Distributions;

public sealed class DistributionTests
{
    private const int Values = 40_000;

    private static readonly Dictionary<string, IDistribution> All = new()
    {
        ["exponential"] = new Exponential(0.25),
        ["lognormal"] = Lognormal.OfMean(3.24, 7.10),
        ["gamma, shape above 1"] = new Gamma(4.5, 0.2),
        ["gamma, shape below 1"] = new Gamma(0.4, 2),
        ["Weibull"] = new Weibull(1.7, 0.3),
        ["hyperexponential"] = new Hyperexponential(0.9, 0.1, 2),
        ["empirical"] = new Empirical([0.1, 0.2, 0.3, 0.5, 0.9]),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>Kolmogorov–Smirnov at 1 ‰ (1.95/√n) between samples of a fixed seed and the distribution function.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Samples_follow_the_distribution_function(string name)
    {
        var law = All[name];
        var random = new RandomStream(20260303, 3, 0);
        var sorted = Enumerable.Range(0, Values).Select(_ => law.Sample(ref random)).Order().ToArray();
        var distance = sorted.Select((value, i) => Math.Abs(law.Cumulative(value) - ((i + 0.5) / Values))).Max();

        distance.ShouldBeLessThan(1.95 / Math.Sqrt(Values));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_mean_is_that_of_the_samples(string name)
    {
        var law = All[name];
        var random = new RandomStream(20260303, 4, 0);
        var mean = Enumerable.Range(0, Values).Average(_ => law.Sample(ref random));

        mean.ShouldBe(law.Mean, 4 * Math.Sqrt(law.Variance / Values));
    }

    /// <summary>The variance by integrating 2x(1 − F(x)) numerically.</summary>
    [Theory]
    [InlineData("exponential")]
    [InlineData("gamma, shape above 1")]
    [InlineData("Weibull")]
    [InlineData("hyperexponential")]
    [InlineData("empirical")]
    public void The_variance_is_that_of_the_distribution_function(string name)
    {
        var law = All[name];
        const int Steps = 400_000;
        var end = law.Mean * 200;
        var width = end / Steps;
        var second = Enumerable.Range(0, Steps).Select(i => (i + 0.5) * width)
            .Sum(x => 2 * x * (1 - law.Cumulative(x)) * width);

        (second - (law.Mean * law.Mean)).ShouldBe(law.Variance, law.Variance * 1e-3);
    }

    [Fact]
    public void Distribution_functions_are_those_of_another_library()
    {
        foreach (var x in new[] { 1e-6, 0.01, 0.3, 1, 2.5, 9, 40 })
        {
            new Gamma(4.5, 0.2).Cumulative(x)
                .ShouldBe(MathNet.Numerics.Distributions.Gamma.CDF(4.5, 5, x), 1e-12);
            new Gamma(0.4, 2).Cumulative(x)
                .ShouldBe(MathNet.Numerics.Distributions.Gamma.CDF(0.4, 0.5, x), 1e-12);
            new Lognormal(0.3, 1.2).Cumulative(x).ShouldBe(LogNormal.CDF(0.3, 1.2, x), 1e-12);

            // That library's e^x − 1 is right to ten digits here.
            new Weibull(1.7, 0.3).Cumulative(x)
                .ShouldBe(MathNet.Numerics.Distributions.Weibull.CDF(1.7, 0.3, x), 1e-10);
        }
    }

    [Fact]
    public void A_lognormal_law_of_mean_and_deviation_has_both()
    {
        var law = Lognormal.OfMean(3.24, 7.10);

        law.Mean.ShouldBe(3.24, 1e-12);
        Math.Sqrt(law.Variance).ShouldBe(7.10, 1e-11);
    }

    [Fact]
    public void A_modulated_process_arrives_at_its_rate()
    {
        var arrivals = new ModulatedArrivals(50, 1, 0.5, 0.25);
        var random = new RandomStream(20260303, 5, 0);
        const int Count = 400_000;
        var seconds = Enumerable.Range(0, Count).Sum(_ => arrivals.NextGapNs(ref random) / 1e9);

        (Count / seconds).ShouldBe(arrivals.RatePerSecond, arrivals.RatePerSecond * 0.02);
        arrivals.RatePerSecond.ShouldBe((50 / 3.0) + (2 / 3.0), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_mean_or_rate_that_is_no_positive_number_is_refused(double value)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Exponential(value));
        Should.Throw<ArgumentOutOfRangeException>(() => RenewalArrivals.Poisson(value));
        Should.Throw<ArgumentOutOfRangeException>(() => new RenewalArrivals(new Deterministic(value)));
        Should.Throw<ArgumentOutOfRangeException>(() => Lognormal.OfMean(value, 1));
    }
}
