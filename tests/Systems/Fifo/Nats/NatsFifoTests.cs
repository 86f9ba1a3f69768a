using System.Net;
using System.Net.Sockets;
using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using NATS.Client.Core;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Fifo.Nats;

/// <summary>Goal: order, bytes and bounds through a server that works. Method: a real nats-server, and NATS.Net as the
/// independent witness of what is on the wire.</summary>
public sealed class NatsFifoTests(SharedNats nats) : IClassFixture<SharedNats>
{
    private static readonly NatsFifoLimits Limits = NatsFifoLimits.Within(8, 300_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Frames_of_any_size_come_back_in_order_and_its_credits_are_never_exceeded()
    {
        var seed = Scale.Seed();
        TestContext.Current.TestOutputHelper!.WriteLine($"EVAL_SEED={seed}");
        var random = new Random(seed);
        using var fifo = New();
        var waiting = new Queue<byte[]>();
        var count = Scale.Of(20_000);
        for (var i = 0; i < count; i++)
        {
            var frame = EventFrames.Random(random, i, largest: 120_000);
            while (!fifo.Add(frame))
            {
                fifo.TakeOne().AsSpan().SequenceEqual(waiting.Dequeue()).ShouldBeTrue();
            }

            waiting.Enqueue(frame);
            fifo.Count.ShouldBe(waiting.Count);
            fifo.Bytes.ShouldBe(waiting.Sum(held => held.Length));
            fifo.Count.ShouldBeLessThanOrEqualTo(Limits.Events);
            (fifo.Bytes <= Limits.Bytes || fifo.Count == 1).ShouldBeTrue();
        }

        while (waiting.TryDequeue(out var due))
        {
            fifo.TakeOne().AsSpan().SequenceEqual(due).ShouldBeTrue();
        }

        (fifo.Count, fifo.Bytes, fifo.Failure).ShouldBe((0, 0, null));
    }

    [Fact]
    public async Task Another_client_sees_each_frame_as_one_message_as_it_is()
    {
        await using var witness = new NATS.Client.Core.NatsConnection(
            new NatsOpts { Url = $"nats://127.0.0.1:{nats.Server.Port}" });
        await using var messages = await witness.SubscribeCoreAsync<byte[]>(
            NatsSubject.BufferPrefix + ">", cancellationToken: Cancellation);
        await witness.PingAsync(Cancellation);
        using var fifo = New();
        byte[][] frames = [EventFrames.Of(0), EventFrames.Of(long.MaxValue, 1, 2, 3), [0, 0, 0, 0, 6]];
        foreach (var frame in frames)
        {
            fifo.Add(frame).ShouldBeTrue();
            fifo.TakeOne().ShouldBe(frame);
            (await messages.Msgs.ReadAsync(Cancellation)).Data.ShouldBe(frame);
        }
    }

    [Fact]
    public async Task What_another_client_publishes_into_it_ends_it()
    {
        using var fifo = New();
        fifo.Add(EventFrames.Of(1)).ShouldBeTrue();
        fifo.TakeOne();
        var subject = (await nats.Server.SubjectsAsync(Cancellation))
            .ShouldHaveSingleItem();
        await using var stranger = new NATS.Client.Core.NatsConnection(
            new NatsOpts { Url = $"nats://127.0.0.1:{nats.Server.Port}" });
        await stranger.PublishAsync(subject, EventFrames.Of(1), cancellationToken: Cancellation);

        fifo.UntilFailure().ShouldContain("event 1 (15 bytes) came where nothing was due");
    }

    [Fact]
    public async Task Its_subject_is_random_and_holds_nothing_but_letters_and_digits()
    {
        using var first = New();
        using var second = New();
        first.Add(EventFrames.Of(1)).ShouldBeTrue();
        second.Add(EventFrames.Of(1)).ShouldBeTrue();
        first.TakeOne();
        second.TakeOne();

        var subjects = await nats.Server.SubjectsAsync(Cancellation);

        subjects.Count.ShouldBe(2);
        subjects.ShouldBeUnique();
        subjects.ShouldAllBe(subject => subject.StartsWith("eval.buffer.", StringComparison.Ordinal)
            && subject.Length == "eval.buffer.".Length + 32
            && subject.Substring("eval.buffer.".Length).All(char.IsAsciiHexDigitLower));
    }

    [Fact]
    public void A_frame_above_the_servers_maximum_ends_it_with_both_sizes()
    {
        using var fifo = New();
        fifo.Add(EventFrames.Of(0)).ShouldBeTrue();
        fifo.TakeOne();

        fifo.Add(EventFrames.Of(1, new byte[1 << 20])).ShouldBeFalse();

        fifo.UntilFailure().ShouldContain("a frame of 1048591 bytes, and its server takes 1048576 at most");
    }

    [Fact]
    public void A_frame_above_the_servers_maximum_that_was_sent_before_the_server_spoke_ends_it_too()
    {
        using var fifo = New();
        fifo.Add(EventFrames.Of(1, new byte[1 << 20])).ShouldBeTrue();

        fifo.UntilFailure().ShouldContain("Maximum Payload Violation");
    }

    [Fact]
    public void One_that_nobody_reads_does_not_hold_another_up()
    {
        using var stalled = New();
        using var other = New();
        while (stalled.Add(EventFrames.Of(0, new byte[60_000])))
        {
            // Until it is full; and then it is left alone.
        }

        for (var i = 0; i < 500; i++)
        {
            other.Add(EventFrames.Of(i, new byte[60_000])).ShouldBeTrue();
            other.TakeOne().Length.ShouldBe(60_015);
        }

        stalled.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task After_its_end_the_server_holds_no_connection()
    {
        var fifo = New();
        fifo.Add(EventFrames.Of(0)).ShouldBeTrue();
        fifo.TakeOne();
        (await nats.Server.ConnectionsAsync(Cancellation)).ShouldBe(1);

        fifo.Dispose();

        while (await nats.Server.ConnectionsAsync(Cancellation) > 0)
        {
            await Task.Delay(10, Cancellation);
        }
    }

    [Fact]
    public void Without_a_server_it_ends_at_once_with_the_reason()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var fifo = new NatsFifo(new IPEndPoint(IPAddress.Loopback, port), Limits, MonotonicClock.NowNs);

        fifo.UntilFailure().ShouldContain("Connection refused");
    }

    private NatsFifo New() => new(nats.Server.EndPoint, Limits, MonotonicClock.NowNs);
}
