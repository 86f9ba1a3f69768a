using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Platforms;
using Eval.Systems.Simulation.Replications;
using Eval.Tests.Shared;
using MathNet.Numerics.Distributions;
using Shouldly;
using Xunit;
using Gamma = Eval.Systems.Simulation.Distributions.Gamma;

namespace Eval.Tests.Systems.Simulation.Validation;

/// <summary>ORACLES, Section 4: the live instances of a platform that scales to zero are M/G/∞, Poisson with mean
/// λ(E[S] + E[C]).</summary>
public sealed class ScaleToZeroTests
{
    private const double Lambda = 4;
    private const double MeanService = 1.5;
    private const double MeanStart = 0.5;
    private const double Load = Lambda * (MeanService + MeanStart);

    /// <summary>Far enough apart to be independent: 20 times the mean life.</summary>
    private const long ApartNs = 40_000_000_000;

    private const int Samples = 200;

    [Fact]
    public void The_mean_of_live_instances() =>
        Coverage.Of(Load, seed =>
        {
            var (simulator, platform) = Create(seed);
            simulator.RunUntil(ApartNs);
            platform.Restart();
            simulator.RunUntil(50 * ApartNs);
            return platform.Statistics.Instances.Mean(simulator.NowNs);
        }).ShouldPass("M/G/∞, mean");

    [Fact]
    public void The_variance_of_live_instances_is_their_mean() =>
        Coverage.Of(Load, seed =>
        {
            var counts = Counts(seed);
            var mean = counts.Average();
            return counts.Sum(count => (count - mean) * (count - mean)) / (counts.Length - 1);
        }).ShouldPass("M/G/∞, variance");

    /// <summary>χ² of the marginal: of right models 5 % are rejected at 5 %. Of 100, at most 12 (0.2 % have more); of
    /// 20, at most 4 (0.3 %).</summary>
    [Fact]
    public void The_marginal_is_Poisson()
    {
        var tests = Scale.IsFull ? 100 : 20;
        var rejected = ReplicationRunner
            .Run(
                Coverage.DefaultSeed, tests, Environment.ProcessorCount, (_, seed) => Fit(Counts(seed)),
                TestContext.Current.CancellationToken)
            .Count(p => p < 0.05);

        rejected.ShouldBeLessThanOrEqualTo(Scale.IsFull ? 12 : 4);
    }

    /// <summary>Guards the test: instances that stay alive for a while are not those of M/G/∞ without keep-alive.
    /// </summary>
    [Fact]
    public void Another_marginal_is_found() => ReplicationRunner
        .Run(
            Coverage.DefaultSeed, 10, Environment.ProcessorCount, (_, seed) => Fit(Counts(seed, 5_000_000_000)),
            TestContext.Current.CancellationToken)
        .Count(p => p < 0.05).ShouldBeGreaterThan(7);

    private static (Simulator Simulator, PlatformModel Platform) Create(ulong seed, long keepAliveNs = 0)
    {
        var simulator = new Simulator();
        return (simulator, new PlatformModel(simulator, new PlatformOptions
        {
            Arrivals = RenewalArrivals.Poisson(Lambda),
            Service = Eval.Systems.Simulation.Distributions.Lognormal.OfMean(MeanService, 0.6),
            Start = new Gamma(4, MeanStart / 4),
            KeepAliveNs = keepAliveNs,
        }, seed));
    }

    private static double[] Counts(ulong seed, long keepAliveNs = 0)
    {
        var (simulator, platform) = Create(seed, keepAliveNs);
        return [.. Enumerable.Range(1, Samples).Select(sample =>
        {
            simulator.RunUntil(sample * ApartNs);
            return (double)platform.Statistics.Instances.Level;
        })];
    }

    /// <summary>The p-value of χ² over cells of 4 to 12 instances and the two tails.</summary>
    private static double Fit(double[] counts)
    {
        const int Low = 4;
        const int High = 12;
        var law = new Poisson(Load);
        var chiSquare = 0.0;
        for (var cell = Low; cell <= High; cell++)
        {
            var expected = Samples * (cell == Low ? law.CumulativeDistribution(Low)
                : cell == High ? 1 - law.CumulativeDistribution(High - 1)
                : law.Probability(cell));
            var observed = counts.Count(count => Math.Clamp(count, Low, High) == cell);
            chiSquare += (observed - expected) * (observed - expected) / expected;
        }

        return 1 - ChiSquared.CDF(High - Low, chiSquare);
    }
}
