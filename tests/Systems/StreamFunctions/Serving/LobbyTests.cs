using System.Text;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: silent, slow and too many connections cost little, end by their deadline with a reason, and disturb
/// nobody.</summary>
public sealed class LobbyTests
{
    [Fact]
    public async Task A_crowd_of_silent_connections_disturbs_no_stream_and_takes_no_thread()
    {
        // Both ends are in this process, beside other tests; the load program holds all 10,000 with a process a side.
        var count = (int)Math.Min(Scale.Of(10_000), Math.Max(100, (DescriptorLimit.Current / 2) - 2_000));
        using var plane = new TestPlane(
            new ServerLimits { Handshake = TimeSpan.FromMinutes(1) }, TestPlane.Function(Isolation.InProcess));
        await plane.RunAsync("warm-up");
        var threads = System.Diagnostics.Process.GetCurrentProcess().Threads.Count;
        var silent = Enumerable.Range(0, count).Select(_ => UnixSocket.Connect(plane.SocketPath)).ToList();
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.SilentConnections == count);

        System.Diagnostics.Process.GetCurrentProcess().Threads.Count.ShouldBeLessThan(threads + 24);
        (await plane.RunAsync("among-them")).Outcome.ShouldBe(EndKind.Completed);
        silent.ForEach(socket => socket.Dispose());
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.Connections == 0);
    }

    [Fact]
    public async Task An_opening_that_comes_byte_by_byte_is_served_and_holds_no_thread_meanwhile()
    {
        using var plane = new TestPlane(null, TestPlane.Function(Isolation.InProcess));
        using var socket = UnixSocket.Connect(plane.SocketPath);
        var opening = new FrameBuilder().Preamble().Open(new Opening("slow", "faulty", 100, [])).Written.ToArray();
        foreach (var one in opening[..^1])
        {
            socket.Send([one], [], wait: true);
        }

        await TestPlane.UntilAsync(() => plane.Plane.Metrics.SilentConnections == 1);
        socket.Send(opening.AsSpan(^1), [], wait: true);
        socket.Send(new FrameBuilder().Control(FrameType.End, []).Written, [], wait: true);

        Report(socket).Outcome.ShouldBe(EndKind.Completed);
    }

    /// <summary>Bytes that nobody will read hide the end of a connection from a peek.</summary>
    [Fact]
    public async Task Who_leaves_in_the_middle_of_an_opening_is_forgotten_long_before_the_deadline()
    {
        using var plane = new TestPlane(
            new ServerLimits { Handshake = TimeSpan.FromMinutes(10) }, TestPlane.Function(Isolation.InProcess));
        var slow = Enumerable.Range(0, 20).Select(_ => UnixSocket.Connect(plane.SocketPath)).ToList();
        slow.ForEach(socket => socket.Send("EVSF"u8, [], wait: true));
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.SilentConnections == 20);

        slow[0].ShutdownSend();
        Report(slow[0]).Code.ShouldBe(EndCode.ProtocolViolation);
        slow.ForEach(socket => socket.Dispose());
        await TestPlane.UntilAsync(() => plane.Plane.Metrics is { SilentConnections: 0, Connections: 0 });
    }

    [Fact]
    public void A_connection_that_says_too_little_is_rejected_at_the_deadline()
    {
        using var plane = new TestPlane(
            new ServerLimits { Handshake = TimeSpan.FromMilliseconds(200) }, TestPlane.Function(Isolation.InProcess));
        using var silent = UnixSocket.Connect(plane.SocketPath);
        using var slow = UnixSocket.Connect(plane.SocketPath);
        slow.Send("EVSF"u8, [], wait: true);

        Report(silent).Code.ShouldBe(EndCode.HandshakeTooLong);
        Report(slow).Code.ShouldBe(EndCode.HandshakeTooLong);
    }

    [Fact]
    public async Task What_is_beyond_a_cap_is_refused_at_once()
    {
        using var plane = new TestPlane(
            new ServerLimits { Streams = 2, Connections = 3 }, TestPlane.Function(Isolation.InProcess));
        using var first = plane.Stream("first");
        using var second = plane.Stream("second");
        foreach (var stream in new[] { first, second })
        {
            stream.Send(0, 1);
            await stream.FirstOutputAsync();
        }

        (await plane.RunAsync("third")).Code.ShouldBe(EndCode.Overloaded);
        using var silent = UnixSocket.Connect(plane.SocketPath);
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.Connections == 3);
        using var fourth = UnixSocket.Connect(plane.SocketPath);
        var refusal = Report(fourth);
        (refusal.Outcome, refusal.Code, refusal.Reason).ShouldBe(
            (EndKind.Rejected, EndCode.Overloaded, "3 connections are the limit"));
    }

    [Fact]
    public async Task The_outcome_of_an_ended_stream_can_be_asked_for()
    {
        using var plane = new TestPlane(null, TestPlane.Function(Isolation.InProcess));
        await plane.RunAsync("failed", fault: "throw-mid", at: 1);
        Outcome(plane, "failed").Code.ShouldBe(EndCode.FunctionFailed);
        Outcome(plane, "nobody").Code.ShouldBe(EndCode.NoReport);
    }

    private static StreamSummary Outcome(TestPlane plane, string streamId)
    {
        using var socket = UnixSocket.Connect(plane.SocketPath);
        socket.Send(
            new FrameBuilder().Preamble().Control(FrameType.Outcome, Encoding.UTF8.GetBytes(streamId)).Written, [],
            wait: true);
        return Report(socket);
    }

    private static StreamSummary Report(StreamSocket socket)
    {
        var reader = new FrameReader();
        while (true)
        {
            while (reader.TryTake(out var frame))
            {
                if (frame.Type == FrameType.Report)
                {
                    return StreamSummary.Read(frame.Body.Span);
                }
            }

            var count = socket.Receive(reader.Space(), wait: true);
            count.ShouldBeGreaterThan(0);
            reader.Arrived(count);
        }
    }
}
