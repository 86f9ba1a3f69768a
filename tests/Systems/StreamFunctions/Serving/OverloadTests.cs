using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: whatever is asked of it, a control plane takes what it can serve, says no to the rest at once, and
/// can still be asked.</summary>
[Collection("Instances of this process")]
public sealed class OverloadTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_crowd_behind_one_start_at_a_time_is_served_whole()
    {
        using var plane = new TestPlane(
            new ServerLimits { StartingAtOnce = 1, Starting = 64 }, TestPlane.Function(Isolation.Process));

        var ends = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => plane.RunAsync($"crowd-{i}")));

        ends.ShouldAllBe(end => end.Outcome == EndKind.Completed);
        await TestPlane.UntilAsync(() => plane.Plane.Metrics is { Streams: 0, StartingStreams: 0, Connections: 0 });
    }

    /// <summary>Method: a program that never says hello holds the only place.</summary>
    [Fact]
    public async Task Beyond_the_starting_ones_a_stream_is_rejected_at_once_and_questions_are_answered()
    {
        var mute = TestPlane.Function(Isolation.Process) with { Stages = [new FunctionStage("/bin/sleep", ["60"])] };
        using var plane = new TestPlane(new ServerLimits { Starting = 1, StartingAtOnce = 1 }, mute);
        using var first = plane.Stream("first");
        first.Send(0, 1);
        await TestPlane.UntilAsync(() => plane.Plane.Metrics is { StartingStreams: 1, Instances: 1 });

        foreach (var id in new[] { "second", "third" })
        {
            var end = await plane.RunAsync(id);
            (end.Outcome, end.Code, end.Reason).ShouldBe(
                (EndKind.Rejected, EndCode.Overloaded, "1 starting streams are the limit"));
        }

        LiveInstances.Read(plane.SocketPath, Limit).ShouldHaveSingleItem().StreamId.ShouldBe("first");
        Outcome.Ask(() => UnixSocket.Connect(plane.SocketPath), "second", Limit).ShouldBeNull();
        plane.Plane.Metrics.EndedByCode[EndCode.Overloaded].ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_whose_turn_does_not_come_is_rejected_and_one_that_leaves_meanwhile_is_never_started()
    {
        var mute = TestPlane.Function(Isolation.Process, name: "mute") with
        {
            Stages = [new FunctionStage("/bin/sleep", ["60"])],
        };
        var hasty = TestPlane.Function(Isolation.Process) with
        {
            Deadlines = new StreamDeadlines { Start = TimeSpan.FromMilliseconds(100) },
        };
        using var plane = new TestPlane(new ServerLimits { StartingAtOnce = 1 }, mute, hasty);
        using var first = plane.Stream("first", function: "mute");
        first.Send(0, 1);
        await TestPlane.UntilAsync(() => plane.Plane.Metrics is { Instances: 1 });
        using var leaving = plane.Stream("leaving", function: "mute");
        leaving.Send(0, 1);
        await TestPlane.UntilAsync(() => plane.Plane.Metrics is { StartingStreams: 2 });
        leaving.Dispose();
        using var second = plane.Stream("second", function: "faulty");
        second.Send(0, 1);
        var end = await second.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Rejected, EndCode.Overloaded));
        await TestPlane.UntilAsync(() => plane.Plane.Metrics is { StartingStreams: 1 });
        plane.Plane.Metrics.EndedByCode[EndCode.ProducerGone].ShouldBe(1);
        plane.Plane.Instances.ShouldHaveSingleItem().StreamId.ShouldBe("first");
    }

    [Fact]
    public async Task An_observer_is_told_of_all_streams_of_a_crowd()
    {
        var count = Scale.Of(8_000);
        using var plane = new TestPlane(null, TestPlane.Function(Isolation.InProcess, BufferPlace.Instance));
        var crowd = new List<StreamSocket>();
        try
        {
            for (var i = 0; i < Math.Min(count, 1_500); i++)
            {
                crowd.Add(UnixSocket.Connect(plane.SocketPath));
                crowd[i].Send(
                    new FrameBuilder().Preamble().Open(new Opening($"crowd-{i}", "", 100, [])).Written, [], wait: true);
            }

            await TestPlane.UntilAsync(() => plane.Plane.Metrics.Instances == crowd.Count);
            LiveInstances.Read(plane.SocketPath, Limit).Select(instance => instance.StreamId)
                .ShouldBe(Enumerable.Range(0, crowd.Count).Select(i => $"crowd-{i}"), ignoreOrder: true);
        }
        finally
        {
            crowd.ForEach(socket => socket.Dispose());
        }

        await TestPlane.UntilAsync(() => plane.Plane.Metrics is { Instances: 0, Connections: 0 });
    }
}
