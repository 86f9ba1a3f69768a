using Eval.Systems.Fifo.Nats;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Fifo.Nats;
using NATS.Client.Core;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Buffering;

/// <summary>Goal: a stream through NATS gives what one through memory gives, or fails with the reason; nothing is left.
/// Method: the real core and a real nats-server, functions on threads.</summary>
public sealed class NatsBufferTests(SharedNats nats) : IClassFixture<SharedNats>
{
    private static readonly ThreadFunctions Functions = new(times => new Repeating(int.Parse(times)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BufferTakes.EveryEvent)]
    [InlineData(BufferTakes.WhatWaits)]
    public async Task A_stream_keeps_order_and_bytes_through_a_buffer_much_smaller_than_itself(BufferTakes takes)
    {
        const int Events = 400;
        var deployment = Deployments.Of("1").BufferedIn(nats.Server, 3, 30_000);
        using var stream = new NatsStream(
            deployment with { Buffer = deployment.Buffer with { Takes = takes } }, Functions);
        var sending = Task.Run(
            () =>
            {
                for (var i = 0; i < Events; i++)
                {
                    stream.Send(i, Payload(i));
                }

                stream.Complete();
            },
            Cancellation);

        var outputs = stream.Outputs();
        await sending;
        var end = await stream.EndAsync();

        (end.Outcome, end.Reason).ShouldBe((EndKind.Completed, null));
        outputs.Count.ShouldBe(Events);
        for (var i = 0; i < Events; i++)
        {
            outputs[i].Sequence.ShouldBe(i);
            outputs[i].Payload.AsSpan().SequenceEqual((byte[])[.. Payload(i), 0]).ShouldBeTrue();
        }

        (end.EventsReceived, end.EventsHanded, end.EventsDropped, end.EventsWaiting).ShouldBe((Events, Events, 0, 0));
        await NothingLeftAsync();
    }

    /// <summary>The goal: where the policy says so, an event that need not wait is not sent to the server. Method: one
    /// event at a time, each awaited, and NATS.Net as the witness of what passes the server.</summary>
    [Theory]
    [InlineData(BufferTakes.EveryEvent, 100, 100)]
    [InlineData(BufferTakes.WhatWaits, 0, 1)]
    public async Task The_server_sees_the_events_that_the_policy_says(BufferTakes takes, int least, int most)
    {
        await using var witness = new NATS.Client.Core.NatsConnection(
            new NatsOpts { Url = $"nats://127.0.0.1:{nats.Server.Port}" });
        await using var messages = await witness.SubscribeCoreAsync<byte[]>(
            NatsSubject.BufferPrefix + ">", cancellationToken: Cancellation);
        await witness.PingAsync(Cancellation);
        var deployment = Deployments.Of("1").BufferedIn(nats.Server);
        using var stream = new NatsStream(
            deployment with { Buffer = deployment.Buffer with { Takes = takes } }, Functions);
        for (var i = 0; i < 100; i++)
        {
            stream.Send(i, Payload(i));
            stream.Outputs(atMost: 1).ShouldHaveSingleItem().Sequence.ShouldBe(i);
        }

        stream.Complete();
        (await stream.EndAsync()).EventsHanded.ShouldBe(100);

        // The end of stream went through it, too, so that all before it was seen.
        var seen = 0;
        while ((await messages.Msgs.ReadAsync(Cancellation)).Data is { Length: > 100 })
        {
            seen++;
        }

        seen.ShouldBeInRange(least, most);
    }

    [Fact]
    public async Task An_empty_stream_completes()
    {
        using var stream = new NatsStream(Deployments.Of("1").BufferedIn(nats.Server), Functions);
        stream.Complete();

        stream.Outputs().ShouldBeEmpty();
        (await stream.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        await NothingLeftAsync();
    }

    [Fact]
    public async Task The_name_of_a_stream_is_in_no_subject()
    {
        using var stream = new NatsStream(Deployments.Of("1").BufferedIn(nats.Server), Functions, "name.of-stream..x");
        stream.Send(0, 1);
        stream.Outputs(atMost: 1);

        (await nats.Server.SubjectsAsync(Cancellation)).ShouldHaveSingleItem()
            .ShouldMatch("^eval\\.buffer\\.[0-9a-f]{32}$");
        stream.Complete();
        await stream.EndAsync();
    }

    [Fact]
    public async Task A_function_that_does_not_take_its_events_holds_its_producer_back_and_nobody_else()
    {
        using var release = new ManualResetEventSlim();
        var frame = EventFrames.Of(0, new byte[10_000]);
        using var stuck = new NatsStream(
            Deployments.Of("stuck").BufferedIn(nats.Server), new ThreadFunctions(_ => new Stuck(release)), "stuck");
        stuck.Send(0, 1);
        stuck.Outputs(atMost: 1).Count.ShouldBe(1);
        var taken = 0;
        while (stuck.TrySend(frame))
        {
            taken++;
            await Task.Delay(1, Cancellation);
        }

        using var other = new NatsStream(Deployments.Of("1").BufferedIn(nats.Server), Functions, "other");
        for (var i = 0; i < 100; i++)
        {
            other.Send(i, Payload(i));
            other.Outputs(atMost: 1).ShouldHaveSingleItem().Sequence.ShouldBe(i);
        }

        // The buffer, and what two Unix sockets and a reader take.
        taken.ShouldBeLessThan(200);
        other.Complete();
        (await other.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        release.Set();
    }

    [Fact]
    public async Task A_server_that_is_killed_fails_its_streams_and_says_that_it_keeps_nothing()
    {
        using var server = await NatsServer.StartAsync();
        using var stream = new NatsStream(Deployments.Of("1").BufferedIn(server), Functions);
        stream.Send(0, 1);
        stream.Outputs(atMost: 1);

        server.Kill();
        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.BufferLost));
        end.Reason.ShouldNotBeNull().ShouldContain("core NATS keeps nothing");
    }

    /// <summary>Goal: a frozen server fails its stream, and no more than 256 KiB were on their way through it, though
    /// the policy lets many more events wait. Method: SIGSTOP, then events as far as they are taken.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(30, 60_000, 4)]
    public async Task A_server_that_freezes_with_events_in_it_fails_their_stream(int sent, int bytes, int inServer)
    {
        using var server = await NatsServer.StartAsync();
        using var stream = new NatsStream(Deployments.Of("1").BufferedIn(server, bytes: 10_000_000), Functions);
        stream.Send(0, 1);
        stream.Outputs(atMost: 1);

        await server.FreezeAsync();
        for (var i = 1; i <= sent && stream.TrySend(EventFrames.Of(i, new byte[bytes])); i++)
        {
            await Task.Delay(10, Cancellation);
        }

        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.BufferLost));
        end.Reason.ShouldNotBeNull().ShouldContain($"sent nothing for 5 s; {inServer} events were in it");

        // One more may have arrived, for which there is no room.
        end.EventsReceived.ShouldBeInRange(1 + inServer, 2 + inServer);
        (end.EventsHanded, end.EventsWaiting).ShouldBe((1, end.EventsReceived - 1));
    }

    private static byte[] Payload(int i)
    {
        var payload = new byte[9_000];
        payload.AsSpan().Fill((byte)i);
        return payload;
    }

    private async Task NothingLeftAsync()
    {
        while (Functions.Live > 0 || await nats.Server.ConnectionsAsync(Cancellation) > 0)
        {
            await Task.Delay(10, Cancellation);
        }
    }
}
