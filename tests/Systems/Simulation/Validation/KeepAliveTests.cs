using Eval.Systems.Simulation.Costs;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Platforms;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Validation;

/// <summary>ORACLES, Section 4: the rows of one instance with keep-alive T, blocked requests lost.</summary>
public sealed class KeepAliveTests
{
    private const double Lambda = 0.1;
    private const double T = 12;
    private const double MeanStart = 1.5;
    private const long Requests = 6_000;

    public static TheoryData<string> Services => ["D", "M", "LogN"];

    /// <summary>e^(−λT) among accepted, for any service law.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public void The_probability_of_a_cold_start(string service) =>
        Coverage.Of(Math.Exp(-Lambda * T), seed => ColdShare(Run(service, seed)))
            .ShouldPass($"P(cold), {service}");

    /// <summary>λE[S′]/(1 + λE[S′]), E[S′] = E[S] + E[C]e^(−λT).</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public void The_blocked_fraction(string service)
    {
        var occupied = Service(service).Mean + (MeanStart * Math.Exp(-Lambda * T));

        Coverage.Of(
            Lambda * occupied / (1 + (Lambda * occupied)),
            seed =>
            {
                var seen = Run(service, seed);
                return (double)seen.Rejected / seen.Arrived;
            }).ShouldPass($"blocked, {service}");
    }

    /// <summary>(1 − e^(−λT))/λ.</summary>
    [Fact]
    public void The_idle_time_that_is_paid_per_cycle() =>
        Coverage.Of(KeepAliveCost.IdleSeconds(Lambda, T), seed => Run("M", seed).IdleTimes.MeanSeconds)
            .ShouldPass("paid idle per cycle");

    /// <summary>1 − F(T), with short service.</summary>
    [Theory]
    [InlineData("gamma")]
    [InlineData("Weibull")]
    [InlineData("hyperexponential")]
    public void The_probability_of_a_cold_start_after_renewal_arrivals(string gaps)
    {
        IDistribution gap = gaps switch
        {
            "gamma" => new Gamma(2, 5),
            "Weibull" => new Weibull(0.7, 8),
            _ => new Hyperexponential(0.7, 4, 25),
        };

        Coverage.Of(1 - gap.Cumulative(T), seed => ColdShare(RunShort(new RenewalArrivals(gap), seed)))
            .ShouldPass($"renewal, {gaps}");
    }

    /// <summary>π_a·exp((Q − Λ)T)·1, π_a ∝ πΛ.</summary>
    [Fact]
    public void The_probability_of_a_cold_start_after_MMPP_arrivals()
    {
        var (fast, slow, leaveFast, leaveSlow) = (1.0, 0.05, 0.1, 0.02);
        var rates = Matrix<double>.Build.DenseOfDiagonalArray([fast, slow]);
        var generator = Matrix<double>.Build.DenseOfArray(
            new[,] { { -leaveFast, leaveFast }, { leaveSlow, -leaveSlow } });
        var atArrival = Vector<double>.Build.Dense([leaveSlow * fast, leaveFast * slow]);
        atArrival /= atArrival.Sum();
        var theory = atArrival * Exponent((generator - rates) * T) * Vector<double>.Build.Dense(2, 1);

        Coverage.Of(
            theory,
            seed => ColdShare(RunShort(new ModulatedArrivals(fast, slow, leaveFast, leaveSlow), seed, 30_000)))
            .ShouldPass("MMPP(2)");
    }

    /// <summary>e^A by scaling and squaring of its series.</summary>
    private static Matrix<double> Exponent(Matrix<double> a)
    {
        const int Squarings = 20;
        var small = a / Math.Pow(2, Squarings);
        var term = Matrix<double>.Build.DenseIdentity(2);
        var sum = term.Clone();
        for (var n = 1; n < 12; n++)
        {
            term = term * small / n;
            sum += term;
        }

        for (var i = 0; i < Squarings; i++)
        {
            sum *= sum;
        }

        return sum;
    }

    private static IDistribution Service(string name) => name switch
    {
        "D" => new Deterministic(3),
        "M" => new Exponential(3),
        _ => Lognormal.OfMean(3, 4),
    };

    private static double ColdShare(PlatformStatistics seen) => (double)seen.Cold / (seen.Cold + seen.Warm);

    private static PlatformStatistics Run(string service, ulong seed) => Run(
        new PlatformOptions
        {
            Arrivals = RenewalArrivals.Poisson(Lambda),
            Service = Service(service),
            Start = new Gamma(3, MeanStart / 3),
            KeepAliveNs = (long)(T * 1e9),
            MaximumInstances = 1,
            WarmUp = 200,
        },
        Requests,
        seed);

    private static PlatformStatistics RunShort(IArrivalProcess arrivals, ulong seed, long requests = Requests) => Run(
        new PlatformOptions
        {
            Arrivals = arrivals,
            Service = new Deterministic(0),
            KeepAliveNs = (long)(T * 1e9),
            MaximumInstances = 1,
            WarmUp = 200,
        },
        requests,
        seed);

    private static PlatformStatistics Run(PlatformOptions options, long requests, ulong seed)
    {
        var simulator = new Simulator();
        var platform = new PlatformModel(simulator, options, seed);
        simulator.RunWhile(() => !platform.Statistics.IsWarm || platform.Statistics.Arrived < requests);
        return platform.Statistics;
    }
}
