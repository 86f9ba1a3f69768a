using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Fleets;
using Eval.Systems.Simulation.Streams;
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

    [Fact]
    public void The_same_seed_gives_the_same_streams()
    {
        var (one, other) = (FleetModel.Run(Options, 3), FleetModel.Run(Options, 3));

        one.EndNs.ShouldBe(other.EndNs);
        one.OverheadTally.SumNs.ShouldBe(other.OverheadTally.SumNs);
    }
}
