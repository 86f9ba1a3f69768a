using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Fleets;
using Eval.Systems.Simulation.Streams;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Fleets;

public sealed class FleetModelTests
{
    private const long SpanNs = 9_900_000_000;

    private static readonly FleetOptions Options = new()
    {
        Arrivals = RenewalArrivals.Poisson(100),
        System = new SystemModel
        {
            Start = [new StartPhase("start", Lognormal.OfMean(0.3, 0.1))], Service = new Exponential(0.005),
        },
        Events = 100,
        SpanNs = SpanNs,
        Streams = 20_000,
    };

    [Fact]
    public void Every_stream_comes_and_ends()
    {
        var fleet = FleetModel.Run(Options, 1);

        fleet.Arrived.ShouldBe(Options.Streams);
        fleet.Live.Level.ShouldBe(0);
        fleet.ColdStartTally.Count.ShouldBe(Options.Streams);
        fleet.Live.IntegralNs(fleet.EndNs).ShouldBe(fleet.Lifetimes.SumNs);
    }

    /// <summary>Little's law: as many live as come in the time that one lives.</summary>
    [Fact]
    public void As_many_streams_live_as_the_load_says()
    {
        var fleet = FleetModel.Run(Options, 2);
        var lifeSeconds = fleet.Lifetimes.MeanSeconds;

        ((double)fleet.Live.Maximum).ShouldBe(100 * lifeSeconds, 0.15 * 100 * lifeSeconds);
        fleet.ColdStartTally.MeanSeconds.ShouldBe(0.3, 0.005);
        fleet.ColdStarts.QuantileNs(0.5).ShouldBe(0.3e9 / Math.Sqrt(1 + (1.0 / 9)), 0.01e9);
    }

    /// <summary>ORACLES, Section 4: P(cold) = e^(−λT) of one instance; with streams that take no time there never is a
    /// second.</summary>
    [Fact]
    public void A_stream_is_cold_where_none_came_within_the_keep_alive()
    {
        var fleet = FleetModel.Run(Points(RenewalArrivals.Poisson(0.02), Scale.Of(2_000_000)) with
        {
            KeepAliveNs = 60_000_000_000,
        }, 4);

        (1 - ((double)fleet.Warm / fleet.Arrived)).ShouldBe(Math.Exp(-1.2), Scale.IsFull ? 0.002 : 0.008);
    }

    /// <summary>A batch has its instance from being handed over on, not while it is generated.</summary>
    [Fact]
    public void A_batch_keeps_no_instance_before_its_last_event()
    {
        var fleet = FleetModel.Run(Options with { System = Options.System with { IsBatch = true } }, 5);

        fleet.Lifetimes.MeanSeconds.ShouldBe(0.3 + (100 * 0.005), 0.02);
        fleet.Instances.QuantileNs(0.99).ShouldBeLessThan(150);
        fleet.Instances.Count.ShouldBe(fleet.EndNs);
        fleet.Live.IntegralNs(fleet.EndNs).ShouldBe(fleet.Lifetimes.SumNs + ((Int128)Options.Streams * SpanNs));
    }

    /// <summary>The integral of the number of instances is what they served and waited, exactly, but for those that
    /// wait at the end.</summary>
    [Fact]
    public void Instances_are_weighed_by_the_time_that_they_were()
    {
        var fleet = FleetModel.Run(Options with { KeepAliveNs = 1_000_000 }, 6);

        fleet.Warm.ShouldBeGreaterThan(0);
        fleet.Instances.QuantileNs(0.5).ShouldBe(
            ((double)(fleet.Lifetimes.SumNs + fleet.IdleTimes.SumNs)) / fleet.EndNs, 100);
        fleet.Instances.Count.ShouldBe(fleet.EndNs);
    }

    /// <summary>The goal is one microsecond after 30 days; a third of a second is no whole number of nanoseconds, so
    /// that gaps which are rounded one by one would be off by milliseconds.</summary>
    [Fact]
    public void After_thirty_days_time_is_right_to_the_nanosecond_and_memory_is_bounded()
    {
        var streams = Scale.Of(30 * 24 * 3600 * 3);
        FleetModel.Run(Points(new ConstantArrivals(3), 1000), 7);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fleet = FleetModel.Run(Points(new ConstantArrivals(3), streams), 7);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
        var exactNs = (streams - 1L) * 1_000_000_000 / 3;
        fleet.EndNs.ShouldBe(exactNs);
        fleet.Arrived.ShouldBe(streams);
    }

    private static FleetOptions Points(IArrivalProcess arrivals, long streams) => new()
    {
        Arrivals = arrivals,
        System = new SystemModel { Start = [], Service = new Deterministic(0) },
        Events = 1,
        SpanNs = 0,
        Streams = streams,
    };

    [Fact]
    public void The_same_seed_gives_the_same_streams()
    {
        var (one, other) = (FleetModel.Run(Options, 3), FleetModel.Run(Options, 3));

        one.EndNs.ShouldBe(other.EndNs);
        one.OverheadTally.SumNs.ShouldBe(other.OverheadTally.SumNs);
    }
}
