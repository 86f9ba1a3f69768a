using System.Text;
using Eval.Systems.Adapters;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Adapters;

/// <summary>Goal: every event has one shard, a key always the same, and few keys are spread evenly.</summary>
public sealed class ShardRouteTests
{
    [Fact]
    public void Events_go_in_turn()
    {
        var route = ShardRoute.Of(3, byKey: false, "grayscale");

        Enumerable.Range(0, 7).Select(i => route.Next(Event(i, ""))).ShouldBe([0, 1, 2, 0, 1, 2, 0]);
        route.RestoresOrder.ShouldBeTrue();
    }

    [Fact]
    public void A_gauge_stays_where_it_is_and_gauges_are_spread()
    {
        var route = ShardRoute.Of(2, byKey: true, "river-stage");
        string[] sites = ["00000001", "00000002", "00000003", "00000002", "00000001", "00000003"];

        sites.Select((site, i) => route.Next(Event(i, Reading(site)))).ShouldBe([0, 1, 0, 1, 0, 0]);
        route.RestoresOrder.ShouldBeFalse();
    }

    [Fact]
    public void What_has_no_key_goes_to_an_instance_that_says_so() =>
        ShardRoute.Of(2, byKey: true, "river-stage").Next(Event(1, "no reading")).ShouldBe(0);

    [Fact]
    public void A_function_without_keys_is_not_spread_by_them() =>
        Should.Throw<InvalidOperationException>(() => ShardRoute.Of(2, byKey: true, "grayscale"));

    private static StreamEvent Event(long sequence, string text) => new(sequence, Encoding.UTF8.GetBytes(text));

    private static string Reading(string site) => $"USGS\t{site}\t2026-03-03 00:00\tUTC\t3.00\tP";
}
