using System.Net;
using System.Net.Sockets;
using System.Text;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Doors;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Doors;

/// <summary>Goal: through the door a stream is as at the control plane itself, and nobody gets in who should not.
/// Method: real TCP and TLS on loopback, a real function behind.</summary>
public sealed class NetworkDoorTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_passes_the_door_with_order_and_bytes_kept(bool tls)
    {
        using var certificate = DoorFixture.CertificateFor("localhost");
        await using var fixture = new DoorFixture(certificate: tls ? certificate : null);
        using var stream = new TestStream(
            (fixture.Endpoint with { UseTls = tls, Trusted = tls ? certificate : null }).Connect);
        for (var i = 0; i < 200; i++)
        {
            stream.Send(i, [.. Enumerable.Repeat((byte)('a' + (i % 26)), 9_000)]);
        }

        stream.Client.Complete();
        var end = await stream.EndAsync();

        (end.Outcome, end.Reason).ShouldBe((EndKind.Completed, null));
        stream.Outputs.Select(output => output.Sequence).ShouldBe(Enumerable.Range(0, 200).Select(i => (long)i));
        stream.Outputs.All(output => output.Payload.Length == 9_000
            && output.Payload.Span.IndexOfAnyExcept((byte)('A' + (output.Sequence % 26))) < 0).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Half_a_close_cancels_the_stream_and_still_brings_its_report(bool tls)
    {
        using var certificate = DoorFixture.CertificateFor("localhost");
        await using var fixture = new DoorFixture(certificate: tls ? certificate : null);
        using var stream = new TestStream(
            (fixture.Endpoint with { UseTls = tls, Trusted = tls ? certificate : null }).Connect);
        stream.Send(0, 1);
        await stream.FirstOutputAsync();

        stream.Client.Cancel();

        (await stream.EndAsync()).Outcome.ShouldBe(EndKind.Cancelled);
    }

    /// <summary>With FIN, with RST (a linger of zero), and in mid-frame.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_producer_that_breaks_off_takes_its_instance_with_it(bool resets, bool inMidFrame)
    {
        await using var fixture = new DoorFixture(token: null);
        using (var client = new TcpClient("127.0.0.1", fixture.Door.LocalEndpoint.Port))
        {
            var bytes = new FrameBuilder().Preamble().Open(new Opening("gone", "", 1000, []))
                .EventHead(FrameType.Event, new(0, new byte[5])).Written.ToArray();
            await client.GetStream().WriteAsync((byte[])[.. bytes, .. inMidFrame ? [1] : new byte[5]], _cancellation);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (fixture.Metrics.Instances == 0)
            {
                await Task.Delay(5, limit.Token);
            }

            client.LingerState = new LingerOption(resets, 0);
        }

        using var settling = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (fixture.Metrics is not { Streams: 0, Connections: 0, Instances: 0 })
        {
            await Task.Delay(5, settling.Token);
        }

        fixture.Metrics.EndedByCode[EndCode.ProducerGone].ShouldBe(1);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("correct hors")]
    [InlineData("correct horse ")]
    [InlineData(null)]
    public async Task A_wrong_token_is_a_rejection(string? token)
    {
        await using var fixture = new DoorFixture();
        using var stream = new TestStream((fixture.Endpoint with { Token = token }).Connect);
        stream.Send(0, 1);

        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Rejected, EndCode.Unauthorized));
    }

    [Fact]
    public async Task Without_a_token_set_nobody_has_to_show_one()
    {
        await using var fixture = new DoorFixture(token: null);
        using var stream = new TestStream((fixture.Endpoint with { Token = null }).Connect);
        stream.Send(0, (byte)'x');
        stream.Client.Complete();

        (await stream.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
    }

    /// <summary>A claim above the bound, another protocol, a frame out of turn.</summary>
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("EVSF\u0002\0\u0001\u0010\0\0\u000C")]
    [InlineData("EVSF\u0002\0\u00FF\u00FF\u00FF\u00FF\u000C")]
    [InlineData("EVSF\u0002\0\0\0\0\0\u0001")]
    public async Task What_is_not_a_token_is_answered_with_a_rejection_and_a_close(string bytes)
    {
        await using var fixture = new DoorFixture();

        var answer = await AskAsync(fixture, [.. bytes.Select(letter => (byte)letter)]);

        Report(answer).Code.ShouldBe(EndCode.Unauthorized);
    }

    [Fact]
    public async Task Who_stays_silent_or_halfway_is_let_go_after_the_deadline()
    {
        await using var fixture = new DoorFixture(handshakeSeconds: 0.2);
        byte[] half = [.. Wire.Preamble, 13, 0, 0, 0, (byte)FrameType.Authorize, (byte)'c'];

        (await AskAsync(fixture, [], endSending: false)).ShouldBeEmpty();
        (await AskAsync(fixture, half, endSending: false)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Beyond_the_cap_a_connection_is_refused_at_once()
    {
        await using var fixture = new DoorFixture(connections: 1);
        using var first = new TestStream(fixture.Endpoint.Connect);
        first.Send(0, 1);
        await first.FirstOutputAsync();
        using var second = new TestStream(fixture.Endpoint.Connect);
        second.Send(0, 1);

        var end = await second.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Rejected, EndCode.Overloaded));
        first.Client.Complete();
        (await first.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
    }

    /// <summary>Silent peers, of whom nobody knows who they are.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Far_beyond_the_cap_a_connection_is_closed_before_anything_is_spent_on_it(bool tls)
    {
        using var certificate = DoorFixture.CertificateFor("localhost");
        await using var fixture = new DoorFixture(
            certificate: tls ? certificate : null, connections: 1, handshakeSeconds: 600);
        var crowd = new List<TcpClient>();
        for (var i = 0; i < 1 + DoorSettings.MostRefused; i++)
        {
            crowd.Add(await SilentAsync(fixture));
        }

        await Eventually.HoldsAsync(() => fixture.Door.Connections == crowd.Count);
        for (var i = 0; i < 3; i++)
        {
            using var late = await SilentAsync(fixture);
            (await late.GetStream().ReadAsync(new byte[1], _cancellation)).ShouldBe(0);
        }

        await Eventually.HoldsAsync(() => fixture.Door.Connections == crowd.Count);
        crowd.ForEach(client => client.Dispose());
        await Eventually.HoldsAsync(() => fixture.Door.Connections == 0);
    }

    [Fact]
    public async Task A_server_that_is_not_the_trusted_one_gets_no_token()
    {
        using var certificate = DoorFixture.CertificateFor("localhost");
        using var other = DoorFixture.CertificateFor("localhost");
        await using var fixture = new DoorFixture(certificate: certificate);
        using var stream = new TestStream((fixture.Endpoint with { UseTls = true, Trusted = other }).Connect);
        stream.Send(0, 1);

        var end = await stream.EndAsync();

        end.Outcome.ShouldBe(EndKind.Failed);
        end.Reason!.ShouldContain("not the server that is trusted");
    }

    [Fact]
    public void Another_address_than_loopback_needs_a_token_and_TLS()
    {
        using var certificate = DoorFixture.CertificateFor("localhost");
        var any = new IPEndPoint(IPAddress.Any, 4000);
        new DoorSettings(any, null, null).Mistakes().Count().ShouldBe(2);
        new DoorSettings(any, certificate, null).Mistakes().ShouldHaveSingleItem().ShouldContain("token");
        new DoorSettings(any, null, [1]).Mistakes().ShouldHaveSingleItem().ShouldContain("TLS");
        new DoorSettings(any, certificate, [1]).Mistakes().ShouldBeEmpty();
        new DoorSettings(new IPEndPoint(IPAddress.IPv6Loopback, 1), null, null).Mistakes().ShouldBeEmpty();
        new DoorSettings(any, certificate, new byte[4097]).Mistakes().ShouldHaveSingleItem().ShouldContain("4096");
        Should.Throw<ArgumentException>(() => new NetworkDoor(new DoorSettings(any, null, null), "/none"))
            .Message.ShouldContain("--certificate");
    }

    private async Task<TcpClient> SilentAsync(DoorFixture fixture)
    {
        var client = new TcpClient();
        await client.ConnectAsync(fixture.Door.LocalEndpoint, _cancellation);
        return client;
    }

    private async Task<byte[]> AskAsync(DoorFixture fixture, byte[] bytes, bool endSending = true)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Door.LocalEndpoint, _cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(bytes, _cancellation);
        if (endSending)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, _cancellation);
        return answer.ToArray();
    }

    private static StreamSummary Report(byte[] answer)
    {
        var reader = new FrameReader();
        answer.CopyTo(reader.Space());
        reader.Arrived(answer.Length);
        reader.TryTake(out var frame).ShouldBeTrue(Encoding.UTF8.GetString(answer));
        return StreamSummary.Read(frame.Body.Span);
    }
}
