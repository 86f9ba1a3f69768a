using Eval.Harness.Model;
using Eval.Systems.Simulation.Costs;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Fleets;
using Eval.Systems.Simulation.Streams;

namespace Eval.Harness.Simulating.BreakEvens;

/// <summary>The single questions that have an answer in closed form (break-even of billing models, idle time against
/// cold starts), asked of simulated streams as well: they show the map's own error.</summary>
public static class KnownAnswers
{
    private const double Service = 0.005;
    private const double Memory = 0.5;
    private const long Streams = 200;

    private static readonly PriceBook Plain = new()
    {
        Name = "gb-seconds", Offer = "GB-seconds", Region = "any", Date = "2026", Source = "ORACLES, Section 5",
        Licence = "facts", Currency = "USD", PerGbSecond = 1.66667e-5m, PerRequest = 2e-7m,
    };

    private static readonly PriceBook Requests = Plain with
    {
        PerGbSecond = 0, PerRequest = 4e-7m, PerVcpuSecond = 2.4e-5m, PerGibSecond = 2.5e-6m, RoundingSeconds = 0.1m,
    };

    private static readonly PriceBook Instances = Plain with
    {
        PerGbSecond = 0, PerRequest = 0, PerVcpuSecond = 1.8e-5m, PerGibSecond = 2e-6m,
    };

    /// <summary>All of them.</summary>
    /// <param name="seed">Of the random streams.</param>
    public static IReadOnlyList<KnownAnswer> Of(ulong seed)
    {
        var stream = new StreamCost { EventsPerSecond = 10, ServiceSeconds = Service, DurationSeconds = 600 };
        return
        [
            new("events/s below which a request per event is cheaper: 0.5 GB, 1.66667e-5 USD/GB-s, 2e-7 USD a request, "
                + "5 ms an event",
                BreakEven.EventRate(Plain, Memory, Service),
                EqualRate(seed)),
            new("price of 10 events/s in requests rounded up to 100 ms over an instance per lifetime",
                BreakEven.Ratio(Requests, Instances, stream),
                Cost(Requests, BillingRule.RequestPerEvent, 10, 0, seed)
                    / Cost(Instances, BillingRule.Lifetime, 10, 0, seed)),
            new("cold start over duration at which both cost the same",
                BreakEven.ColdStartShare(Requests, Instances, stream),
                EqualShare(seed)),
            new("share of streams that are cold at one stream in 30 s and 60 s of keep-alive: e^(−λT)",
                Math.Exp(-2),
                ColdShare(seed)),
        ];
    }

    /// <summary>By bisection: where simulated streams cost the same either way.</summary>
    private static double EqualRate(ulong seed) => Root(1, 200, rate =>
        Cost(Plain, BillingRule.RequestPerEvent, rate, 0, seed)
        - Cost(Plain with { PerRequest = 0 }, BillingRule.Lifetime, rate, 0, seed));

    private static double EqualShare(ulong seed)
    {
        var perEvent = Cost(Requests, BillingRule.RequestPerEvent, 10, 0, seed);
        return Root(0, 2, share => Cost(Instances, BillingRule.Lifetime, 10, share, seed) - perEvent);
    }

    /// <summary>The zero of a function that is positive at one end and negative at the other.</summary>
    private static double Root(double low, double high, Func<double, double> difference)
    {
        var atLow = Math.Sign(difference(low));
        while (high - low > 1e-4 * high)
        {
            var middle = (low + high) / 2;
            (low, high) = Math.Sign(difference(middle)) == atLow ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>The mean price of a stream of 600 s. The start goes before the stream, as the closed form has it: the
    /// instance's life is D + C.</summary>
    private static double Cost(PriceBook book, BillingRule rule, double rate, double coldStartShare, ulong seed)
    {
        const double Duration = 600;
        var events = (int)Math.Round(Duration * rate);
        var service = new Gamma(4, Service / 4);
        var billing = new Billing(book, rule, (Memory, 1), service);
        var start = Sampling.ToNs(coldStartShare * Duration);
        var fleet = FleetModel.Run(
            new FleetOptions
            {
                Arrivals = RenewalArrivals.Poisson(1),
                System = new SystemModel { Start = [], Service = service },
                Events = events,
                SpanNs = Sampling.ToNs((events - 1) / rate),
                Streams = Streams,
            },
            seed);
        var lifeNs = Sampling.ToNs(fleet.Lifetimes.MeanSeconds);
        return billing.OfStream(events, start, lifeNs);
    }

    private static double ColdShare(ulong seed)
    {
        var fleet = FleetModel.Run(
            new FleetOptions
            {
                Arrivals = RenewalArrivals.Poisson(1.0 / 30),
                System = new SystemModel { Start = [], Service = new Deterministic(0) },
                Events = 1,
                SpanNs = 0,
                Streams = 400_000,
                KeepAliveNs = 60_000_000_000,
            },
            seed);
        return 1 - ((double)fleet.Warm / fleet.Arrived);
    }
}
