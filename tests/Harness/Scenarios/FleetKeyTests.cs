using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

/// <summary>Goal: what cannot be simulated is refused where it stands in the file. Lines are counted from the minimal
/// scenario's ten.</summary>
public sealed class FleetKeyTests
{
    private const string Prices = """

        prices:
          - { system: a, book: p.json, vcpus: 1, memory: 512MiB }
          - { system: b, book: p.json, vcpus: 1, memory: 512MiB }
        """;

    private const string Map = "\nbreakEven: { arrivalRates: [1/s], eventCosts: [1ms] }";
    private const string Fleet = "\nfleet: { kind: poisson, rate: 5/s, streams: 1000 }";

    [Theory]
    [InlineData("{ kind: constant, rate: 5/s, streams: 10 }", 5)]
    [InlineData("{ kind: gamma, rate: 5/s, streams: 10, shape: 0.5 }", 5)]
    [InlineData("{ kind: weibull, rate: 5/s, streams: 10, shape: 0.5 }", 5)]
    [InlineData("{ kind: bursts, rate: 1/s, burstRate: 11/s, calm: 9m, burst: 1m, streams: 10 }", 2)]
    public void A_fleet_is_read(string fleet, double rate)
    {
        var reading = Fixture.Read(Fixture.Minimal + "\nfleet: " + fleet);

        reading.Errors.ShouldBeEmpty();
        reading.Scenario!.Fleet!.MeanRatePerSecond.ShouldBe(rate, 1e-12);
        reading.Scenario.Fleet.Streams.ShouldBe(10);
    }

    [Fact]
    public void Without_a_fleet_there_is_one_stream_a_trial() =>
        Fixture.Read(Fixture.Minimal).Scenario!.Fleet.ShouldBeNull();

    [Theory]
    [InlineData("{ kind: poisson, rate: 0/s, streams: 10 }",
        "f.yaml:11:31: 'rate' must be from 0.000001/s to 1000000/s; not '0/s'")]
    [InlineData("{ kind: poisson, rate: -5/s, streams: 10 }", "'rate' must be a rate with its unit")]
    [InlineData("{ kind: poisson, rate: 5/s, streams: 0 }", "'streams' must be")]
    [InlineData("{ kind: poisson, rate: 5/s, streams: 200000000 }", "'streams' must be")]
    [InlineData("{ kind: poisson, rate: 5/s }", "streams")]
    [InlineData("{ kind: poison, rate: 5/s, streams: 10 }", "(did you mean 'poisson'?)")]
    [InlineData("{ kind: gamma, rate: 5/s, streams: 10, shape: 0 }", "'shape' must be a number from 0.1 to 100")]
    [InlineData("{ kind: gamma, rate: 5/s, streams: 10, shape: .inf }", "'shape' must be a number from 0.1 to 100")]
    [InlineData("{ kind: poisson, rate: 5/s, streams: 10, shape: 2 }", "unknown key 'shape'")]
    [InlineData("{ kind: bursts, rate: 1/s, burstRate: 2/s, calm: 0s, burst: 1s, streams: 10 }", "'calm' must be from")]
    [InlineData("{ kind: bursts, rate: 1/s, burstRate: 2/s, calm: -1s, burst: 1s, streams: 10 }", "'calm' must be")]
    [InlineData("7", "'fleet' must be a mapping")]
    public void Zero_negative_and_infinite_values_are_refused_where_they_stand(string fleet, string message)
    {
        var error = Fixture.OnlyError(Fixture.Minimal + "\nfleet: " + fleet);

        error.ShouldStartWith("f.yaml:11:");
        error.ShouldContain(message);
    }

    [Fact]
    public void A_horizon_beyond_ten_years_is_absurd() =>
        Fixture.OnlyError(Fixture.Minimal + "\nfleet: { kind: poisson, rate: 0.001/s, streams: 1000000 }").ShouldBe(
            "f.yaml:11:8: 1000000 streams at 0.001/s take 31.7 years of virtual time; at most 10 are possible");

    [Fact]
    public void A_maps_slowest_rate_decides_its_horizon() =>
        Fixture.OnlyError(Fixture.Minimal + Fleet + Prices + Map.Replace("1/s", "0.000001/s")).ShouldContain(
            "1000 streams at 0.000001/s take 31.7 years of virtual time");

    [Fact]
    public void Prices_and_maps_need_a_fleet()
    {
        Fixture.OnlyError(Fixture.Minimal + Prices).ShouldContain("'prices' need a 'fleet'");
        Fixture.Read(Fixture.Minimal + Prices + Map).Errors.ShouldContain(
            error => error.ToString().Contains("'breakEven' needs a 'fleet'"));
    }

    [Fact]
    public void A_map_needs_a_price_of_each_system()
    {
        var some = Prices[..Prices.LastIndexOf('\n')];
        Fixture.OnlyError(Fixture.Minimal + Fleet + some + Map).ShouldContain(
            "'breakEven' needs a price of each system; without one: b");
        Fixture.Read(Fixture.Minimal + Fleet + Prices + Map).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void A_matrix_gives_each_of_its_systems_the_price()
    {
        var scenario = Fixture.Read(Fixture.Minimal + Fleet + Prices + Map + "\nmatrix: { systems.a.queue: [1, 2] }")
            .Scenario.ShouldNotBeNull();

        scenario.Prices.Select(price => price.System).ShouldBe(["a[queue=1]", "b", "a[queue=2]"]);
        scenario.Prices.ShouldAllBe(price => price.Book == "p.json");
    }

    [Fact]
    public void A_map_has_one_workload()
    {
        var crossed = Fixture.Minimal + Fleet + Prices + "\nmatrix: { workload.rate: [10/s, 20/s] }";

        Fixture.Read(crossed).Scenario.ShouldNotBeNull().Prices.Count.ShouldBe(4);
        Fixture.OnlyError(crossed + Map).ShouldBe(
            "f.yaml:15:11: 'workload.rate': all systems of a break-even map have the same workload");
    }

    [Fact]
    public void Prices_are_of_systems_and_once()
    {
        Fixture.OnlyError(Fixture.Minimal + Fleet + Prices.Replace("system: b", "system: c"))
            .ShouldContain("unknown system 'c'");
        Fixture.OnlyError(Fixture.Minimal + Fleet + Prices.Replace("system: b", "system: a"))
            .ShouldContain("'a' has a price already");
    }

    [Fact]
    public void Sessions_have_a_fixed_number_of_repetitions() =>
        Fixture.OnlyError(
            Fixture.With("repetitions: 3", "repetitions: { min: 5, max: 9, until: 5% }") + Fleet)
            .ShouldContain("sessions of many streams need a fixed number of 'repetitions'");
}
