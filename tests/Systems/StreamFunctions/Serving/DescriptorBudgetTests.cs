using System.Net;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Doors;
using Eval.Systems.StreamFunctions.Serving;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: connections at the socket, streams and a network door together stay within the process's descriptors.
/// </summary>
public sealed class DescriptorBudgetTests
{
    private static readonly DoorSettings Door = new(new IPEndPoint(IPAddress.Loopback, 0), null, null);
    private static readonly ServerLimits Limits = new() { Connections = 12_000, Streams = 1_000 };

    [Theory]
    [InlineData(100_000, 12_000)]
    [InlineData(10_000, 10_000 - 256 - 3_000)]
    [InlineData(1_024, 512)]
    public void Without_a_door_the_rest_is_for_connections(long descriptors, int connections) =>
        DescriptorBudget.Within(Limits, door: 0, descriptors).Connections.ShouldBe(connections);

    [Fact]
    public void What_a_door_holds_is_no_connections() =>
        DescriptorBudget.Within(Limits, Door.Descriptors, 10_000).Connections
            .ShouldBe(10_000 - 256 - 3_000 - (2 * 1_024) - 64);

    [Theory]
    [InlineData(65_536, 1_024)]
    [InlineData(1_024, 96)]
    [InlineData(100, 1)]
    public void A_door_takes_a_quarter_at_most(long descriptors, int connections)
    {
        var door = DescriptorBudget.Within(Door, descriptors);

        door.Connections.ShouldBe(connections);
        door.Descriptors.ShouldBeLessThanOrEqualTo((int)Math.Max(descriptors / 4, 66));
    }
}
