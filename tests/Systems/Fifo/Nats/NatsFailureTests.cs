using System.Net;
using System.Net.Sockets;
using System.Text;
using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Fifo.Nats;

/// <summary>Goal: a server that dies, freezes, or loses, doubles or swaps messages ends the FIFO with that reason,
/// within its limit. Method: a real server where it can do so, a scripted one where a real one never would.</summary>
public sealed class NatsFailureTests
{
    private static readonly NatsFifoLimits Limits = new(
        Events: 100, Bytes: 1 << 20, Connect: TimeSpan.FromSeconds(20), Silence: TimeSpan.FromSeconds(30));

    [Fact]
    public async Task A_server_that_is_killed_ends_it_and_what_was_in_it_is_named_lost()
    {
        using var server = await NatsServer.StartAsync();
        using var fifo = new NatsFifo(server.EndPoint, Limits, MonotonicClock.NowNs);
        fifo.Add(EventFrames.Of(0)).ShouldBeTrue();
        fifo.TakeOne();
        await server.FreezeAsync();
        fifo.Add(EventFrames.Of(1)).ShouldBeTrue();
        fifo.Add(EventFrames.Of(2)).ShouldBeTrue();
        server.Kill();

        fifo.UntilFailure().ShouldEndWith("; 2 events were in it, and core NATS keeps nothing");
        fifo.Add(EventFrames.Of(3)).ShouldBeFalse();
        fifo.TryTake(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_freezes_in_the_middle_ends_it_after_the_limit()
    {
        using var server = await NatsServer.StartAsync();
        using var fifo = new NatsFifo(server.EndPoint, Limits, MonotonicClock.NowNs);
        fifo.Add(EventFrames.Of(0)).ShouldBeTrue();
        fifo.TakeOne();
        await server.FreezeAsync();
        fifo.Add(EventFrames.Of(1)).ShouldBeTrue();

        fifo.Advance(fifo.DeadlineNs - 1);
        fifo.Failure.ShouldBeNull();
        fifo.Advance(fifo.DeadlineNs);

        fifo.Failure.ShouldNotBeNull().ShouldContain("the server sent nothing for 30 s; 1 events were in it");
        server.Thaw();
    }

    [Fact]
    public async Task A_server_that_owes_nothing_may_be_silent()
    {
        using var server = await NatsServer.StartAsync();
        using var fifo = new NatsFifo(server.EndPoint, Limits, MonotonicClock.NowNs);
        fifo.Add(EventFrames.Of(0)).ShouldBeTrue();
        fifo.TakeOne();

        fifo.DeadlineNs.ShouldBe(long.MaxValue);
        var muchLaterNs = MonotonicClock.NowNs + (long)TimeSpan.FromHours(1).TotalNanoseconds;
        fifo.Advance(muchLaterNs);
        fifo.TryAdd(EventFrames.Of(1), muchLaterNs).ShouldBeTrue();
        fifo.DeadlineNs.ShouldBe(muchLaterNs + (long)Limits.Silence.TotalNanoseconds);
        fifo.TakeOne().ShouldBe(EventFrames.Of(1));
    }

    [Fact]
    public void A_server_that_never_speaks_ends_it_after_the_limit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var fifo = new NatsFifo((IPEndPoint)listener.LocalEndpoint, Limits, MonotonicClock.NowNs);

        fifo.Advance(fifo.DeadlineNs);

        fifo.Failure.ShouldNotBeNull().ShouldContain("the server did not answer within 20 s");
    }

    /// <summary>0 to 3 stand for the frames that were sent, F for a message from nowhere.</summary>
    [Theory]
    [InlineData("0,2", "event 2 (17 bytes) came where event 1 (16 bytes) was due")]
    [InlineData("0,0", "event 0 (15 bytes) came where event 1 (16 bytes) was due")]
    [InlineData("1,0", "event 1 (16 bytes) came where event 0 (15 bytes) was due")]
    [InlineData("F", "event 9 (15 bytes) came where event 0 (15 bytes) was due")]
    public void A_server_that_loses_doubles_or_swaps_is_found_out(string answers, string reason)
    {
        using var server = new ScriptedNats();
        using var fifo = new NatsFifo(server.EndPoint, Limits, MonotonicClock.NowNs);
        byte[][] frames = [EventFrames.Of(0), EventFrames.Of(1, 1), EventFrames.Of(2, 1, 2)];
        foreach (var frame in frames)
        {
            fifo.Add(frame).ShouldBeTrue();
        }

        server.Say($$"""INFO {"max_payload":1000}{{"\r\n"}}""");
        foreach (var answer in answers.Split(','))
        {
            server.SayMessage(answer == "F" ? EventFrames.Of(9) : frames[answer[0] - '0']);
        }

        fifo.UntilFailure().ShouldContain(reason);
    }

    [Theory]
    [InlineData("-ERR 'Slow Consumer'\r\n", "the server said 'Slow Consumer'")]
    [InlineData("MSG x 1 99999\r\n", "a message of a size that is none, or above 1000 bytes")]
    [InlineData("MSG x 1 -1\r\n", "a message of a size that is none")]
    [InlineData("MSG x 1 2\r\nabcd", "a message without an end")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", "an operation that was not asked for")]
    [InlineData("INFO {\"max_payload\":\"much\"}\r\n", "unexpected type")]
    [InlineData("INFO []\r\n", "not a JSON object")]
    [InlineData("INFO {\"tls_required\":true}\r\n", "the server wants TLS")]
    public void A_server_that_refuses_or_speaks_something_else_ends_it(string says, string reason)
    {
        using var server = new ScriptedNats();
        using var fifo = new NatsFifo(server.EndPoint, Limits, MonotonicClock.NowNs);
        server.Say("INFO {\"max_payload\":1000,\"new\":{\"field\":[1]}}\r\n");
        server.Say(says);

        fifo.UntilFailure().ShouldContain(reason);
    }

    [Fact]
    public void A_server_that_asks_whether_it_lives_is_answered()
    {
        using var server = new ScriptedNats();
        using var fifo = new NatsFifo(server.EndPoint, Limits, MonotonicClock.NowNs);
        server.Say("INFO {\"max_payload\":1000}\r\nPING\r\n");
        while (!fifo.IsReady)
        {
            fifo.Turn();
            fifo.TryTake(out _).ShouldBeFalse();
        }

        server.Hear("PONG\r\n").ShouldStartWith("CONNECT {");
    }

    /// <summary>A server that says what a test tells it to.</summary>
    private sealed class ScriptedNats : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private Socket? _client;

        public ScriptedNats() => _listener.Start();

        public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

        private Socket Client => _client ??= _listener.AcceptSocket();

        public void Say(string text) => Client.Send(Encoding.UTF8.GetBytes(text));

        public void SayMessage(byte[] payload) =>
            Client.Send([.. Encoding.UTF8.GetBytes($"MSG x 1 {payload.Length}\r\n"), .. payload, 13, 10]);

        public string Hear(string last)
        {
            var heard = "";
            var buffer = new byte[4096];
            Client.ReceiveTimeout = 20_000;
            while (!heard.EndsWith(last, StringComparison.Ordinal))
            {
                heard += Encoding.UTF8.GetString(buffer, 0, Client.Receive(buffer));
            }

            return heard;
        }

        public void Dispose()
        {
            _client?.Dispose();
            _listener.Dispose();
        }
    }
}
