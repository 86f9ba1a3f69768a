using Eval.Systems.Simulation.Costs;
using Eval.Systems.Simulation.Distributions;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Costs;

public sealed class BillingTests
{
    private const long Second = 1_000_000_000;

    /// <summary>1.8e-5 + 0.5·2e-6 = 1.9e-5 a second; 10.05 s are billed as 10.1 s.</summary>
    [Fact]
    public void A_lifetime_is_rounded_up_once() =>
        Bill(PriceBooks.RunInstances with { RoundingSeconds = 0.1m }, BillingRule.Lifetime, new Deterministic(0.005))
            .OfStream(100, Second, (9 * Second) + 50_000_000).ShouldBe(10.1 * 1.9e-5, 1e-12);

    /// <summary>ORACLES, Section 5: 100 requests of 100 ms each are all of 10 s: 10·2.525e-5 + 100·4e-7.</summary>
    [Fact]
    public void Requests_are_rounded_up_each_and_never_exceed_the_open_time()
    {
        var billing = Bill(PriceBooks.RunRequests, BillingRule.RequestPerEvent, new Deterministic(0.005));

        billing.RequestSeconds.ShouldBe(0.1, 1e-12);
        billing.OfStream(100, 0, 10 * Second).ShouldBe((10 * 2.525e-5) + 4e-5, 1e-12);
        billing.OfStream(100, 0, 4 * Second).ShouldBe((4 * 2.525e-5) + 4e-5, 1e-12);
        billing.OfStream(100, Second, 4 * Second).ShouldBe((5 * 2.525e-5) + 4e-5, 1e-12);
    }

    /// <summary>E⌈S/r⌉ of an exponential S is 1/(1 − e^(−r/mean)).</summary>
    [Fact]
    public void The_mean_of_a_rounded_request_is_that_of_its_law() =>
        Bill(PriceBooks.RunRequests, BillingRule.RequestPerEvent, new Exponential(0.05)).RequestSeconds
            .ShouldBe(0.1 / (1 - Math.Exp(-2)), 1e-9);

    [Fact]
    public void One_request_pays_for_its_start_and_once() =>
        Bill(PriceBooks.RunRequests, BillingRule.OneRequest, new Deterministic(0.005))
            .OfStream(100, 50_000_000, 500_000_000).ShouldBe((0.6 * 2.525e-5) + 4e-7, 1e-12);

    [Fact]
    public void Exact_multiples_are_not_rounded_up()
    {
        var billing = Bill(PriceBooks.RunRequests, BillingRule.OneRequest, new Deterministic(0));
        for (var steps = 1; steps < 100; steps++)
        {
            billing.BilledNs(steps * 100_000_000L).ShouldBe(steps * 100_000_000L);
        }
    }

    private static Billing Bill(PriceBook book, BillingRule rule, IDistribution service) =>
        new(book, rule, (0.5, 1), service);
}
