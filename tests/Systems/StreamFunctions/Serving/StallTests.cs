using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Tests.Faulty;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: whoever does not go on, function or producer, ends with its own deadline and code, and holds nobody
/// else. Method: short deadlines, each way of serving a stream.</summary>
public sealed class StallTests
{
    public static TheoryData<Isolation, BufferPlace> Ways => FaultTests.Ways;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_function_that_never_yields_completes_with_no_outputs(Isolation isolation, BufferPlace at)
    {
        using var plane = new TestPlane(null, TestPlane.Function(isolation, at));
        using var stream = plane.Stream("mute", "never-yield");
        for (var i = 0; i < 50; i++)
        {
            stream.Send(i, new byte[5_000]);
        }

        stream.Client.Complete();
        (await stream.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        stream.Outputs.ShouldBeEmpty();
        await FaultTests.NothingLeftAsync(plane);
    }

    /// <summary>More is sent than sockets and readers hold.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Events_that_a_function_does_not_take_end_its_stream(Isolation isolation, BufferPlace at)
    {
        using var plane = Plane(isolation, at, new() { PerEvent = TimeSpan.FromMilliseconds(800) });
        using var other = plane.Stream("other");
        other.Send(0, 7);
        await other.FirstOutputAsync();
        using var stream = plane.Stream("stuck", "never-read");
        for (var i = 0; i < 200; i++)
        {
            stream.Send(i, new byte[5_000]);
        }

        var end = await stream.EndAsync();
        other.Client.Complete();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.EventTooLong), end.Reason);
        (await other.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        await FaultTests.NothingLeftAsync(plane);
    }

    /// <summary>As long as it takes one event after the other, however full its connection is.</summary>
    [Theory]
    [InlineData(Isolation.InProcess)]
    [InlineData(Isolation.Process)]
    public async Task A_function_that_is_slow_is_not_taken_for_one_that_hangs(Isolation isolation)
    {
        using var plane = Plane(isolation, BufferPlace.Instance, new() { PerEvent = TimeSpan.FromMilliseconds(800) });
        using var stream = plane.Stream("slow", "slow");
        for (var i = 0; i < 40; i++)
        {
            stream.Send(i, new byte[40_000]);
        }

        stream.Client.Complete();
        var end = await stream.EndAsync();

        end.Outcome.ShouldBe(EndKind.Completed, end.Reason);
        stream.Outputs.Count.ShouldBe(40);
    }

    /// <summary>A thread cannot be killed: the stream has its outcome in time all the same, and others go on.</summary>
    [Theory]
    [InlineData(BufferPlace.Host)]
    [InlineData(BufferPlace.Instance)]
    public async Task A_function_in_process_that_ignores_its_cancellation_is_given_up(BufferPlace at)
    {
        FaultyFunction.Gate.Reset();
        using var plane = Plane(
            Isolation.InProcess, at,
            new() { WallClock = TimeSpan.FromMilliseconds(500), End = TimeSpan.FromMilliseconds(300) });
        using (var stream = plane.Stream("deaf", "ignore", at: 1))
        {
            stream.Send(0, 1);
            stream.Send(1, 1);
            var end = await stream.EndAsync();

            (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.TooLong), end.Reason);
            plane.Plane.Metrics.Streams.ShouldBe(0);
            plane.Plane.Metrics.Instances.ShouldBe(0);
            (await plane.RunAsync("deaf")).Outcome.ShouldBe(EndKind.Completed, "its identity is free");
        }

        FaultyFunction.Gate.Set();
        await FaultTests.NothingLeftAsync(plane);
        plane.Plane.Metrics.EndedByOutcome[EndKind.Failed].ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_producer_that_takes_no_outputs_ends_with_its_streams_time(Isolation isolation, BufferPlace at)
    {
        using var plane = Plane(
            isolation, at, new() { WallClock = TimeSpan.FromSeconds(1), End = TimeSpan.FromMilliseconds(300) });
        using var socket = Open(plane, "deaf");
        var payload = new byte[50_000];
        var head = new FrameBuilder().EventHead(FrameType.Event, new StreamEvent(0, payload)).Written.ToArray();
        while (socket.Send(head, payload, wait: false) == head.Length + payload.Length)
        {
            // Until nobody takes any more.
        }

        await TestPlane.UntilAsync(() => plane.Plane.Metrics.EndedByCode[EndCode.TooLong] == 1);
        await FaultTests.NothingLeftAsync(plane);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_producer_that_trickles_ends_with_the_limit_of_a_frame(Isolation isolation, BufferPlace at)
    {
        using var plane = Plane(isolation, at, new() { MidFrame = TimeSpan.FromMilliseconds(400) });
        using var socket = Open(plane, "trickle");
        var payload = new byte[100];
        var frame = new FrameBuilder().EventHead(FrameType.Event, new StreamEvent(0, payload)).Written.ToArray();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        foreach (var one in frame.Concat(payload))
        {
            try
            {
                socket.Send([one], [], wait: true);
            }
            catch (IOException)
            {
                break;
            }

            await Task.Delay(50, limit.Token);
        }

        await TestPlane.UntilAsync(() => plane.Plane.Metrics.EndedByCode[EndCode.MidFrameTooLong] == 1);
        await FaultTests.NothingLeftAsync(plane);
    }

    private static TestPlane Plane(Isolation isolation, BufferPlace at, StreamDeadlines deadlines) => new(
        null, TestPlane.Function(isolation, at) with
        {
            Deadlines = deadlines with { Start = TimeSpan.FromSeconds(20) },
        });

    private static StreamSocket Open(TestPlane plane, string id)
    {
        var socket = UnixSocket.Connect(plane.SocketPath);
        socket.Send(
            new FrameBuilder().Preamble().Open(new Opening(id, "faulty", 1 << 20, [])).Written, [], wait: true);
        return socket;
    }
}
