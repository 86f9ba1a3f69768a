using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Queues;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Validation;

/// <summary>ORACLES, Section 4: the queueing rows.</summary>
public sealed class QueueTests
{
    private const double Mu = 1;

    /// <summary>ρ/(μ − λ).</summary>
    [Theory]
    [InlineData(0.5, 10_000)]
    [InlineData(0.8, 30_000)]
    public void The_mean_wait_of_M_M_1(double rho, long customers) =>
        Coverage.Of(rho / (Mu - rho), seed => QueueRows.MeanWait(new Exponential(1 / Mu), rho, 1, customers, seed))
            .ShouldPass($"M/M/1, ρ = {rho}");

    /// <summary>Pollaczek and Khinchine: λE[S²]/(2(1 − ρ)).</summary>
    [Theory]
    [InlineData("M/D/1")]
    [InlineData("M/LogN/1")]
    public void The_mean_wait_of_M_G_1(string row)
    {
        const double Rho = 0.8;
        IDistribution service = row == "M/D/1" ? new Deterministic(1) : Lognormal.OfMean(1, 0.8);
        var secondMoment = service.Variance + (service.Mean * service.Mean);

        Coverage.Of(
            Rho * secondMoment / (2 * (1 - Rho)),
            seed => QueueRows.MeanWait(service, Rho, 1, 30_000, seed)).ShouldPass(row);
    }

    [Fact]
    public void The_probability_of_waiting_in_M_M_c_is_Erlangs() =>
        Coverage.Of(Erlang.Waiting(5, 4), seed =>
        {
            var queue = ManyServers(seed);
            return (double)queue.Waited / queue.Waits.Count;
        }).ShouldPass("M/M/5, P(wait)");

    /// <summary>C(c, a)/(cμ − λ).</summary>
    [Fact]
    public void The_mean_wait_of_M_M_c_is_Erlangs() =>
        Coverage.Of(Erlang.Waiting(5, 4) / (5 - 4), seed => ManyServers(seed).Waits.MeanSeconds)
            .ShouldPass("M/M/5, W_q");

    /// <summary>B(c, a), whatever the law of service.</summary>
    [Theory]
    [InlineData("M/D/6/6")]
    [InlineData("M/M/6/6")]
    [InlineData("M/LogN/6/6")]
    public void The_blocking_of_M_G_c_c_is_Erlangs(string row)
    {
        IDistribution service = row switch
        {
            "M/D/6/6" => new Deterministic(1),
            "M/M/6/6" => new Exponential(1),
            _ => Lognormal.OfMean(1, 1.5),
        };

        Coverage.Of(Erlang.Blocking(6, 4), seed =>
        {
            const long Customers = 20_000;
            var options = new QueueOptions
            {
                Arrivals = RenewalArrivals.Poisson(4), Service = service, Servers = 6, Capacity = 6, WarmUp = 500,
            };
            return QueueRows.Run(options, Customers, seed).Lost / (double)Customers;
        }).ShouldPass(row);
    }

    /// <summary>The method itself is under test: without warm-up, 500 customers from an empty system are biased, and
    /// coverage has to say so.</summary>
    [Fact]
    public void The_negative_control_fails()
    {
        const double Rho = 0.9;
        var row = Coverage.Of(Rho / (Mu - Rho), seed => QueueRows.Run(
            new QueueOptions { Arrivals = RenewalArrivals.Poisson(Rho), Service = new Exponential(1 / Mu) },
            500,
            seed).Waits.MeanSeconds);

        row.Passes.ShouldBeFalse($"{row}");
        row.GrandMean.ShouldBeLessThan(0.9 * row.Theory);
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 2.5)]
    public void An_unbounded_queue_without_a_steady_state_is_refused_by_name(int servers, double rate) =>
        Should.Throw<UnstableModelException>(() => new QueueModel(
            new Simulator(),
            new QueueOptions
            {
                Arrivals = RenewalArrivals.Poisson(rate), Service = new Exponential(1), Servers = servers,
            },
            1)).Message.ShouldContain("unstable: utilisation");

    [Fact]
    public void A_bounded_queue_may_be_overloaded() =>
        QueueRows.Run(
            new QueueOptions
            {
                Arrivals = RenewalArrivals.Poisson(5), Service = new Exponential(1), Capacity = 3,
            },
            10_000,
            1).Lost.ShouldBeGreaterThan(7_000);

    private static QueueModel ManyServers(ulong seed) => QueueRows.Run(
        new QueueOptions
        {
            Arrivals = RenewalArrivals.Poisson(4), Service = new Exponential(1), Servers = 5, WarmUp = 4_000,
        },
        30_000,
        seed);
}
