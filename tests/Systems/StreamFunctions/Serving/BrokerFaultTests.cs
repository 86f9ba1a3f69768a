using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: the loss of a broker fails the streams that it holds, with their counts, and no other. Method: a
/// control plane with a function beside another, a real nats-server killed or frozen in mid-stream.</summary>
public sealed class BrokerFaultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_broker_fails_its_stream_and_no_other(bool freezes)
    {
        using var server = await NatsServer.StartAsync(maximumPayload: 32 << 20);
        using var plane = new TestPlane(
            null,
            TestPlane.Function(Isolation.Process, name: "buffered") with
            {
                Buffer = new BufferPolicy { Kind = BufferKind.Nats, NatsAddress = $"{server.EndPoint}" },
            },
            TestPlane.Function(Isolation.Process, name: "plain"));
        using var other = plane.Stream("other", function: "plain");
        using var stream = plane.Stream("lost", function: "buffered");
        foreach (var each in new[] { other, stream })
        {
            each.Send(0, 1);
            await each.FirstOutputAsync();
        }

        if (freezes)
        {
            await server.FreezeAsync();
        }
        else
        {
            server.Kill();
        }

        for (var i = 1; i < 20; i++)
        {
            stream.Send(i, new byte[1_000]);
        }

        var end = await stream.EndAsync();
        other.Client.Complete();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.BufferLost), end.Reason);
        end.EventsReceived.ShouldBe(end.EventsHanded + end.EventsDropped + end.EventsWaiting);
        stream.Outputs.Select(output => output.Sequence).ShouldBe([0]);
        (await other.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        await FaultTests.NothingLeftAsync(plane);
    }
}
