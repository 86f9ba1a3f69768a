using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Buffering;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Tests.Systems.Fifo.Nats;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Buffering;

/// <summary>Goal: a deployment that cannot work is refused when it is deployed, a stream when it is opened, each with a
/// reason that says what to change.</summary>
public sealed class NatsRouteTests(SharedNats nats) : IClassFixture<SharedNats>
{
    [Theory]
    [InlineData(BufferPlace.Host, Overflow.Lossless, "127.0.0.1:4222", null)]
    [InlineData(BufferPlace.Instance, Overflow.Lossless, null, null)]
    [InlineData(BufferPlace.Host, Overflow.Lossless, null, "a NATS buffer at the host needs an address")]
    [InlineData(BufferPlace.Host, Overflow.Lossless, "nats.example", "not 'nats.example'")]
    [InlineData(BufferPlace.Host, Overflow.Lossless, "127.0.0.1", "not '127.0.0.1'")]
    [InlineData(BufferPlace.Host, Overflow.DropOldest, "127.0.0.1:4222", "drop-oldest needs a buffer in memory")]
    [InlineData(BufferPlace.Instance, Overflow.DropOldest, null, "drop-oldest needs a buffer in memory")]
    public void A_buffer_needs_an_address_and_drops_nothing(
        BufferPlace place, Overflow overflow, string? address, string? fault)
    {
        var buffer = new BufferPolicy
        {
            Kind = BufferKind.Nats, At = place, Overflow = overflow, NatsAddress = address,
        };

        ShouldBeFault(NatsRoute.FaultOf(Deployments.Of("f") with { Buffer = buffer }), fault);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("127.0.0.1:4222", "results.of-a", null)]
    [InlineData("127.0.0.1:4222", null, "need a subject")]
    [InlineData(null, "results", "need an address")]
    [InlineData("127.0.0.1:4222", "results.>", "not 'results.>'")]
    [InlineData("127.0.0.1:4222", "results.*", "not 'results.*'")]
    [InlineData("127.0.0.1:4222", "$SYS.REQ", "not '$SYS.REQ'")]
    public void Outputs_need_an_address_and_a_plain_subject(string? address, string? subject, string? fault) =>
        ShouldBeFault(
            NatsRoute.FaultOf(Deployments.Of("f") with
            {
                Output = new OutputPolicy { NatsAddress = address, NatsSubject = subject },
            }),
            fault);

    [Theory]
    [InlineData("*")]
    [InlineData(">")]
    [InlineData("..")]
    [InlineData("a b")]
    [InlineData("a\r\nPUB x 0")]
    public void A_name_that_would_be_a_subject_of_its_own_opens_no_stream(string name)
    {
        var opening = new FrameBuilder().Control(
            FrameType.Open, [1, 0, 0, 0, (byte)name.Length, 0, .. name.Select(letter => (byte)letter), 0, 0, 0, 0]);

        Should.Throw<ProtocolException>(() => Opening.Read(new Frame(FrameType.Open, opening.Written.ToArray())));
    }

    [Fact]
    public void A_stream_with_larger_events_than_the_server_takes_is_rejected_before_it_starts()
    {
        var route = new NatsRoute(Deployments.Of("f").BufferedIn(nats.Server));
        route.Prepare();

        route.Refuse(new Opening("s", "", 1_000_000, [])).ShouldBeNull();
        var end = route.Refuse(new Opening("s", "", 1 << 20, [])).ShouldNotBeNull();

        (end.Outcome, end.Code).ShouldBe((EndKind.Rejected, EndCode.PayloadTooLarge));
        end.Reason.ShouldBe("payloads of 1048576 bytes make messages of up to 1064975 bytes, and the NATS server takes "
            + "1048576 (its max_payload)");
    }

    [Fact]
    public void A_deployment_whose_server_does_not_answer_says_so_when_it_is_deployed()
    {
        var route = new NatsRoute(Deployments.Of("f") with
        {
            Buffer = new BufferPolicy { Kind = BufferKind.Nats, NatsAddress = "127.0.0.1:9" },
        });

        Should.Throw<IOException>(route.Prepare).Message.ShouldContain("no NATS server answers at 127.0.0.1:9");
    }

    private static void ShouldBeFault(string? fault, string? words)
    {
        if (words is null)
        {
            fault.ShouldBeNull();
        }
        else
        {
            fault.ShouldNotBeNull().ShouldContain(words);
        }
    }
}
