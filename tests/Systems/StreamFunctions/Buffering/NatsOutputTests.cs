using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Buffering;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Fifo.Nats;
using NATS.Client.Core;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Buffering;

/// <summary>Goal: what a workflow puts out arrives at the subject, all of it before the report. Method: the real core
/// and a real nats-server, functions on threads, NATS.Net as the subscriber.</summary>
public sealed class NatsOutputTests(SharedNats nats) : IClassFixture<SharedNats>
{
    private static readonly ThreadFunctions Functions = new(times => new Repeating(int.Parse(times)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "1", "1", "1")]
    [InlineData(true, "1", "1", "1")]
    [InlineData(false, "1", "0", "3")]
    [InlineData(true, "3", "1", "3")]
    [InlineData(false, "3")]
    public async Task A_workflow_publishes_what_its_functions_composed_give(bool isBuffered, params string[] functions)
    {
        const int Events = 50;
        var (client, messages) = await SubscribeAsync("results.of.test");
        await using var closing = client;
        var deployment = Deployments.Of(functions).PublishingTo(nats.Server, "results.of.test");
        using var stream = new NatsStream(
            isBuffered ? deployment.BufferedIn(nats.Server) : deployment, Functions, "stream-7");
        for (var i = 0; i < Events; i++)
        {
            stream.Send(i, (byte)i, 7);
        }

        stream.Complete();
        stream.Outputs().ShouldBeEmpty();
        var end = await stream.EndAsync();
        await client.PingAsync(Cancellation);

        var due = Enumerable.Range(0, Events).SelectMany(i => functions.Aggregate(
                (IEnumerable<byte[]>)[[(byte)i, 7]],
                (inputs, times) => inputs.SelectMany(input => Enumerable.Range(0, int.Parse(times))
                    .Select(time => (byte[])[.. input, (byte)time])))
            .Select(payload => (Sequence: $"{i}", Payload: payload))).ToList();
        (end.Outcome, end.Reason).ShouldBe((EndKind.Completed, null));
        end.Outputs.ShouldBe(due.Count);
        foreach (var (sequence, payload) in due)
        {
            var message = await messages.Msgs.ReadAsync(Cancellation);
            message.Data.ShouldBe(payload);
            message.Headers!["Eval-Stream"].ToString().ShouldBe("stream-7");
            message.Headers!["Eval-Sequence"].ToString().ShouldBe(sequence);
        }

        messages.Msgs.TryRead(out _).ShouldBeFalse();
        while (Functions.Live > 0)
        {
            await Task.Delay(10, Cancellation);
        }
    }

    [Fact]
    public async Task Headers_of_an_output_cannot_end_a_line()
    {
        var (client, messages) = await SubscribeAsync("headers");
        await using var closing = client;
        var headers = new EventHeaders(
        [
            KeyValuePair.Create("a b", "x\r\nEval-Stream: forged\r\n\r\n"), KeyValuePair.Create("ok", "ü"),
        ]);
        var frame = new FrameBuilder().EventHead(FrameType.Output, new StreamEvent(3, default, headers)).Written;
        using var sink = new NatsSink(nats.Server.EndPoint, "headers", "s");
        sink.Offer(frame).ShouldBeTrue();
        while (sink.HasPending)
        {
            sink.Flush();
            sink.Lost.ShouldBeNull();
        }

        var message = await messages.Msgs.ReadAsync(Cancellation);
        message.Headers!.Count.ShouldBe(4);
        message.Headers["Eval-Stream"].ToString().ShouldBe("s");
        message.Headers["Eval-Header-a%20b"].ToString().ShouldBe("x%0D%0AEval-Stream%3A%20forged%0D%0A%0D%0A");
        Uri.UnescapeDataString(message.Headers["Eval-Header-ok"].ToString()).ShouldBe("ü");
    }

    [Fact]
    public async Task A_server_that_is_killed_fails_the_stream()
    {
        using var server = await NatsServer.StartAsync();
        using var stream = new NatsStream(Deployments.Of("1").PublishingTo(server, "x"), Functions);
        stream.Send(0, 1);
        server.Kill();
        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.BufferLost));
        end.Reason.ShouldNotBeNull().ShouldStartWith("the NATS server of the outputs failed");
    }

    [Fact]
    public async Task A_server_that_freezes_does_not_let_the_stream_complete()
    {
        using var server = await NatsServer.StartAsync();
        using var stream = new NatsStream(Deployments.Of("1").PublishingTo(server, "x"), Functions);
        await server.FreezeAsync();
        stream.Send(0, 1);
        stream.Complete();
        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.BufferLost));
        end.Reason.ShouldNotBeNull().ShouldContain("took nothing for 5 s");
    }

    private async Task<(NATS.Client.Core.NatsConnection Client, INatsSub<byte[]> Messages)> SubscribeAsync(
        string subject)
    {
        var client = new NATS.Client.Core.NatsConnection(new NatsOpts { Url = $"nats://{nats.Server.EndPoint}" });
        var messages = await client.SubscribeCoreAsync<byte[]>(subject, cancellationToken: Cancellation);
        await client.PingAsync(Cancellation);
        return (client, messages);
    }
}
