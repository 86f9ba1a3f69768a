using System.Diagnostics;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Producing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: a parked instance serves one stream, is seen while it waits, and is replaced however it
/// goes.</summary>
[Collection("Instances of this process")]
public sealed class PoolTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly PoolPolicy Two = new() { Size = 2 };
    private static readonly ServerLimits Patient = new() { Handshake = TimeSpan.FromSeconds(20) };

    [Theory]
    [InlineData(BufferPlace.Host, false)]
    [InlineData(BufferPlace.Instance, false)]
    [InlineData(BufferPlace.Instance, true)]
    public async Task Parked_instances_serve_one_stream_each_and_are_replaced(BufferPlace at, bool byThemselves)
    {
        using var plane = new TestPlane(null, TestPlane.Function(Isolation.Process, at, Two));
        var wasSeen = new HashSet<string>();
        for (var round = 0; round < 3; round++)
        {
            await TestPlane.UntilAsync(() => plane.Plane.Metrics.ParkedInstances == 2);
            var seen = LiveInstances.Read(plane.SocketPath, Limit);
            seen.Count.ShouldBe(2);
            seen.ShouldAllBe(instance => instance.State == StreamState.Parked && instance.WasParked);
            using var stream = plane.Stream($"round-{round}", door: byThemselves ? "faulty" : null);
            stream.Send(0, 1);
            stream.Send(1, 2);
            stream.Client.Complete();
            var end = await stream.EndAsync();

            (end.Outcome, end.Reason).ShouldBe((EndKind.Completed, null));
            stream.Outputs.Count.ShouldBe(2);
            var isWarm = at == BufferPlace.Host || byThemselves;
            end.Instance!.WasParked.ShouldBe(isWarm);
            seen.Any(instance => instance.InstanceId == end.Instance.InstanceId).ShouldBe(isWarm);
            wasSeen.Add(end.Instance.InstanceId).ShouldBeTrue("an instance served twice");
            ProcessTable.Find(end.Instance.ProcessId).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_parked_instance_that_dies_is_replaced()
    {
        using var plane = new TestPlane(
            null, TestPlane.Function(Isolation.Process, pool: new PoolPolicy { Size = 1 }));
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.ParkedInstances == 1);
        var first = plane.Plane.Instances.ShouldHaveSingleItem();
        using (var process = System.Diagnostics.Process.GetProcessById(first.ProcessId))
        {
            process.Kill();
        }

        await TestPlane.UntilAsync(() =>
            plane.Plane.Instances is [var next] && next.InstanceId != first.InstanceId);
        (await plane.RunAsync("after")).Instance!.WasParked.ShouldBeTrue();
    }

    [Theory]
    [InlineData(BufferPlace.Host)]
    [InlineData(BufferPlace.Instance)]
    public async Task A_parked_instance_that_waited_too_long_is_replaced(BufferPlace at)
    {
        using var plane = new TestPlane(null, TestPlane.Function(
            Isolation.Process, at, new PoolPolicy { Size = 1, TimeToLive = TimeSpan.FromMilliseconds(200) }));
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.ParkedInstances == 1);
        var first = plane.Plane.Instances.ShouldHaveSingleItem();

        await TestPlane.UntilAsync(() =>
            plane.Plane.Instances is [var next] && next.InstanceId != first.InstanceId);
        await TestPlane.UntilAsync(() => ProcessTable.Find(first.ProcessId) is null);
    }

    /// <summary>Method: the producer connects before the instance's time is over, which the kernel then gives it, and
    /// speaks when it is over.</summary>
    [Fact]
    public async Task A_producer_that_a_parked_instance_accepted_at_the_end_of_its_time_is_served_by_it()
    {
        var time = TimeSpan.FromMilliseconds(500);
        using var plane = new TestPlane(Patient, TestPlane.Function(
            Isolation.Process, BufferPlace.Instance, new PoolPolicy { Size = 1, TimeToLive = time }));
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.ParkedInstances == 1);
        var parked = plane.Plane.Instances.ShouldHaveSingleItem();
        var client = UnixSocket.Connect($"{plane.SocketPath}.faulty");
        var overNs = parked.StartedNs + (3 * (long)time.TotalNanoseconds);
        await TestPlane.UntilAsync(() => MonotonicClock.NowNs > overNs);
        using var stream = new TestStream(() => client);
        stream.Send(0, 1);
        stream.Client.Complete();
        var end = await stream.EndAsync();

        (end.Outcome, end.Reason).ShouldBe((EndKind.Completed, null));
        end.Instance!.InstanceId.ShouldBe(parked.InstanceId);
        stream.Outputs.Count.ShouldBe(1);
        await TestPlane.UntilAsync(() =>
            plane.Plane.Instances is [var next] && next.InstanceId != parked.InstanceId);
    }

    /// <summary>Whether an instance has it, or it still waits at the door.</summary>
    [Fact]
    public async Task A_producer_at_the_door_of_a_function_that_is_removed_is_told_so()
    {
        for (var round = 0; round < 5; round++)
        {
            using var plane = new TestPlane(
                Patient, TestPlane.Function(Isolation.Process, BufferPlace.Instance, new PoolPolicy { Size = 1 }));
            await TestPlane.UntilAsync(() => plane.Plane.Metrics.ParkedInstances == 1);
            var client = UnixSocket.Connect($"{plane.SocketPath}.faulty");
            await Task.Delay(TimeSpan.FromMilliseconds(50 * round), TestContext.Current.CancellationToken);
            var removal = Task.Run(
                () => plane.Plane.Remove("faulty"), TestContext.Current.CancellationToken);
            using var stream = new TestStream(() => client);
            stream.Send(0, 1);
            stream.Client.Complete();
            var end = await stream.EndAsync();

            (await removal).ShouldBeTrue();
            end.Code.ShouldBeOneOf([EndCode.UnknownFunction, EndCode.Completed], $"round {round}: {end.Reason}");
            await FaultTests.NothingLeftAsync(plane);
        }
    }

    [Fact]
    public async Task A_removed_function_leaves_no_parked_instance_and_its_streams_run_on()
    {
        using var plane = new TestPlane(null, TestPlane.Function(Isolation.Process, BufferPlace.Host, Two));
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.ParkedInstances == 2);
        using var stream = plane.Stream("running");
        stream.Send(0, 1);
        await stream.FirstOutputAsync();
        plane.Plane.Remove("faulty").ShouldBeTrue();

        plane.Plane.Instances.ShouldHaveSingleItem().State.ShouldNotBe(StreamState.Parked);
        (await plane.RunAsync("late", events: 1)).Code.ShouldBe(EndCode.UnknownFunction);
        stream.Client.Complete();
        (await stream.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
    }

    /// <summary>Method: parked instances are killed while the pool is filled, and it is closed in the middle of that.
    /// </summary>
    [Fact]
    public async Task A_pool_can_be_closed_at_any_moment()
    {
        for (var round = 0; round < 10; round++)
        {
            using var plane = new TestPlane(
                null, TestPlane.Function(Isolation.Process, pool: new PoolPolicy { Size = 6 }));
            await TestPlane.UntilAsync(() => plane.Plane.Metrics.ParkedInstances > round % 6);
            foreach (var parked in plane.Plane.Instances)
            {
                using var process = Process.GetProcessById(parked.ProcessId);
                process.Kill();
            }

            plane.Plane.Remove("faulty").ShouldBeTrue();
            plane.Plane.Metrics.ParkedInstances.ShouldBe(0);
        }
    }
}
