using Eval.Systems.StreamFunctions.Streams;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>Goal: each event of a later stage leads back to the producer's, within a bounded memory.</summary>
public sealed class OriginMapTests
{
    [Fact]
    public void The_last_million_are_known_and_nothing_else_is()
    {
        var map = new OriginMap();
        map.TryGet(0, out _).ShouldBeFalse();
        for (var i = 0; i < OriginMap.Most + 10; i++)
        {
            map.Next.ShouldBe(i);
            map.Add(3 * i);
        }

        map.TryGet(OriginMap.Most + 9, out var last).ShouldBeTrue();
        last.ShouldBe(3 * (OriginMap.Most + 9));
        map.TryGet(10, out var first).ShouldBeTrue();
        first.ShouldBe(30);
        map.TryGet(9, out _).ShouldBeFalse();
        map.TryGet(map.Next, out _).ShouldBeFalse();
        map.TryGet(-1, out _).ShouldBeFalse();
    }
}
