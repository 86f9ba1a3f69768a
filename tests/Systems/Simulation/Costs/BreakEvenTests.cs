using Eval.Systems.Simulation.Costs;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Platforms;
using Eval.Systems.Simulation.Streams;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Costs;

/// <summary>ORACLES, Section 5: the closed form beside what simulated platforms are billed.</summary>
public sealed class BreakEvenTests
{
    private const double Service = 0.005;
    private const decimal Memory = 0.5m;

    [Fact]
    public void Below_34_5_events_a_second_a_function_per_event_is_cheaper() =>
        BreakEven.EventRate(PriceBooks.Lambda, 0.5, Service).ShouldBe(34.5, 0.01 * 34.5);

    /// <summary>One stream of 20,000 events at f*, in requests to one instance: billed for its requests, and for its
    /// whole life, it costs the same within 1 %.</summary>
    [Fact]
    public void At_that_rate_both_cost_the_same_in_the_simulation()
    {
        var rate = BreakEven.EventRate(PriceBooks.Lambda, 0.5, Service);
        var (perEvent, perStream) = Simulate(rate, PriceBooks.Lambda, PriceBooks.Lambda with { PerRequest = 0 }, 0);

        perEvent.ShouldBe(perStream, 0.01m * perStream);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(100, false)]
    public void On_either_side_of_it_the_cheaper_one_is_as_said(double rate, bool perEventIsCheaper)
    {
        var (perEvent, perStream) = Simulate(rate, PriceBooks.Lambda, PriceBooks.Lambda with { PerRequest = 0 }, 0);

        (perEvent < perStream).ShouldBe(perEventIsCheaper);
    }

    /// <summary>Rounded up to 100 ms, 10 events a second are billed all the time.</summary>
    [Fact]
    public void Rounding_makes_an_instance_per_event_1_54_times_dearer()
    {
        var stream = new StreamCost { EventsPerSecond = 10, ServiceSeconds = Service, DurationSeconds = 60 };
        var ratio = BreakEven.Ratio(PriceBooks.RunRequests, PriceBooks.RunInstances, stream);

        ratio.ShouldBe(2.925e-5 / 1.9e-5, 1e-9);
        ratio.ShouldBe(1.54, 0.0154);
        BreakEven.ColdStartShare(PriceBooks.RunRequests, PriceBooks.RunInstances, stream).ShouldBe(0.54, 0.0054);
        var (perEvent, perStream) = Simulate(10, PriceBooks.RunRequests, PriceBooks.RunInstances, 0);
        ((double)(perEvent / perStream)).ShouldBe(1.54, 0.0154);
    }

    [Fact]
    public void A_cold_start_of_54_percent_of_the_stream_makes_them_equal()
    {
        var (perEvent, perStream) = Simulate(10, PriceBooks.RunRequests, PriceBooks.RunInstances, 0.539);

        ((double)(perEvent / perStream)).ShouldBe(1, 0.01);
    }

    /// <summary>Keeping one instance alive for T after each stream: idle time paid and cold starts saved, from a
    /// simulated platform.</summary>
    [Fact]
    public void Idle_time_buys_cold_starts_at_the_price_of_the_closed_form()
    {
        const double Rate = 0.05;
        const double KeepAlive = 30;
        var simulator = new Simulator();
        var platform = new PlatformModel(simulator, new PlatformOptions
        {
            Arrivals = RenewalArrivals.Poisson(Rate),
            Service = new Deterministic(0),
            KeepAliveNs = (long)(KeepAlive * 1e9),
            MaximumInstances = 1,
        }, 20260303);
        simulator.RunWhile(() => platform.Statistics.Arrived < 200_000);
        var seen = platform.Statistics;

        seen.IdleTimes.MeanSeconds.ShouldBe(KeepAliveCost.IdleSeconds(Rate, KeepAlive), 0.2);
        ((double)seen.Warm / seen.Arrived).ShouldBe(KeepAliveCost.WarmShare(Rate, KeepAlive), 0.008);
        var price = seen.IdleTimes.MeanSeconds * 1.9e-5 / ((double)seen.Warm / seen.Arrived);
        price.ShouldBe(KeepAliveCost.PerSavedColdStart(1.9e-5, Rate), 0.01 * price);
    }

    /// <summary>A stream's bill with a request per event, and with an instance per stream.</summary>
    private static (decimal PerEvent, decimal PerStream) Simulate(
        double rate, PriceBook perEvent, PriceBook perStream, double coldStartShare)
    {
        const int Events = 20_000;
        var duration = Events / rate;
        var model = new SystemModel
        {
            Start = [new StartPhase("start", new Deterministic(coldStartShare * duration))],
            Service = new Deterministic(Service),
        };
        long[] dueNs = [.. Enumerable.Range(0, Events).Select(i => (long)(i * 1e9 / rate))];
        var requests = RequestsStream.Run(model, dueNs, 1, 0).Events;
        var billed = requests.Sum(one => perEvent.BilledSeconds((one.ProcessedNs - one.SeenNs) / 1e9m));
        var busy = Math.Min(billed, (decimal)duration);
        var life = LifeSeconds(duration, coldStartShare * duration);
        return (
            Invoice.Of(perEvent, Usage(busy) with { Requests = Events }, withFreeTier: false).Exact,
            Invoice.Of(perStream, Usage(perStream.BilledSeconds((decimal)life)), withFreeTier: false).Exact);
    }

    /// <summary>How long an instance is paid for that starts and then serves a whole stream.</summary>
    private static double LifeSeconds(double duration, double coldStart)
    {
        const int Streams = 50;
        var simulator = new Simulator();
        var platform = new PlatformModel(simulator, new PlatformOptions
        {
            Arrivals = new RenewalArrivals(new Deterministic(duration)),
            Service = new Deterministic(duration),
            Start = new Deterministic(coldStart),
        }, 1);
        var endNs = Sampling.ToNs(Streams * duration);
        simulator.RunUntil(endNs);
        platform.Restart();
        simulator.RunUntil(2 * endNs);

        // By Little's law: live instances over arrivals per second.
        return platform.Statistics.Instances.Mean(simulator.NowNs) * duration;
    }

    private static Usage Usage(decimal seconds) =>
        new() { InstanceSeconds = seconds, MemoryGb = Memory, MemoryGib = Memory, Vcpus = 1 };
}
