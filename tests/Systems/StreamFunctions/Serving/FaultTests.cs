using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: whatever a function or a producer does, its stream has one outcome, order is kept, other streams go
/// on, and nothing stays. Method: real processes, each way of serving a stream.</summary>
[Collection("Instances of this process")]
public sealed class FaultTests
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static TheoryData<Isolation, BufferPlace> Ways { get; } = new()
    {
        { Isolation.InProcess, BufferPlace.Host },
        { Isolation.InProcess, BufferPlace.Instance },
        { Isolation.Process, BufferPlace.Host },
        { Isolation.Process, BufferPlace.Instance },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_stream_keeps_order_and_bytes(Isolation isolation, BufferPlace at)
    {
        const int Events = 300;
        using var plane = new TestPlane(null, TestPlane.Function(isolation, at));
        using var stream = plane.Stream("whole");
        for (var i = 0; i < Events; i++)
        {
            var payload = new byte[5_000];
            payload.AsSpan().Fill((byte)i);
            stream.Send(i, payload);
        }

        stream.Client.Complete();
        var end = await stream.EndAsync();

        (end.Outcome, end.Code, end.Reason).ShouldBe((EndKind.Completed, EndCode.Completed, null));
        stream.Outputs.Select(output => output.Sequence).ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i));
        stream.Outputs.All(output => output.Payload.Length == 5_000
            && output.Payload.Span.IndexOfAnyExcept((byte)output.Sequence) < 0).ShouldBeTrue();
        end.Instance!.WasParked.ShouldBeFalse();
        await NothingLeftAsync(plane);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_function_that_throws_fails_its_own_stream_only(Isolation isolation, BufferPlace at)
    {
        using var plane = new TestPlane(null, TestPlane.Function(isolation, at));
        using var other = plane.Stream("other");
        other.Send(0, 7);
        await other.FirstOutputAsync();
        foreach (var (fault, words) in new[]
        {
            ("throw-first", "before the first event"), ("throw-mid", "in the middle"), ("throw-last", "after the last"),
        })
        {
            var end = await plane.RunAsync(fault, fault: fault, at: 1);

            (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.FunctionFailed), end.Reason);
            end.Reason.ShouldNotBeNull().ShouldContain(words);
        }

        other.Client.Complete();
        (await other.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        await NothingLeftAsync(plane);
    }

    [Theory]
    [InlineData(Isolation.InProcess, BufferPlace.Host, "never-read")]
    [InlineData(Isolation.InProcess, BufferPlace.Instance, "never-read")]
    [InlineData(Isolation.InProcess, BufferPlace.Instance, "until-cancelled")]
    [InlineData(Isolation.InProcess, BufferPlace.Host, "bad-cancellation")]
    [InlineData(Isolation.InProcess, BufferPlace.Instance, "bad-cancellation")]
    [InlineData(Isolation.Process, BufferPlace.Host, "never-read")]
    [InlineData(Isolation.Process, BufferPlace.Instance, "never-read")]
    [InlineData(Isolation.Process, BufferPlace.Host, "spin")]
    [InlineData(Isolation.Process, BufferPlace.Instance, "spin")]
    public async Task A_function_that_does_not_go_on_ends_with_its_streams_time(
        Isolation isolation, BufferPlace at, string fault)
    {
        var function = TestPlane.Function(isolation, at);
        using var plane = new TestPlane(null, function with
        {
            Deadlines = function.Deadlines with { WallClock = TimeSpan.FromSeconds(2) },
        });
        var end = await plane.RunAsync(fault, fault: fault, at: 1);

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.TooLong), end.Reason);
        await NothingLeftAsync(plane);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_producer_that_leaves_takes_its_instance_with_it(Isolation isolation, BufferPlace at)
    {
        using var plane = new TestPlane(null, TestPlane.Function(isolation, at));
        var stream = plane.Stream("leaver");
        stream.Send(0, 1);
        await stream.FirstOutputAsync();
        stream.Dispose();

        await NothingLeftAsync(plane);
        plane.Plane.Metrics.EndedByOutcome[EndKind.Cancelled].ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_producer_that_cancels_still_learns_of_its_end(Isolation isolation, BufferPlace at)
    {
        using var plane = new TestPlane(null, TestPlane.Function(isolation, at));
        using var stream = plane.Stream("canceller");
        stream.Send(0, 1);
        await stream.FirstOutputAsync();
        stream.Client.Cancel();
        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Cancelled, EndCode.ProducerGone), end.Reason);
        await NothingLeftAsync(plane);
    }

    [Theory]
    [InlineData(Isolation.InProcess, BufferPlace.Instance)]
    [InlineData(Isolation.Process, BufferPlace.Host)]
    [InlineData(Isolation.Process, BufferPlace.Instance)]
    public async Task A_producer_that_goes_silent_ends_with_the_idle_limit(Isolation isolation, BufferPlace at)
    {
        var function = TestPlane.Function(isolation, at);
        using var plane = new TestPlane(null, function with
        {
            Deadlines = function.Deadlines with { Idle = TimeSpan.FromMilliseconds(300) },
        });
        using var stream = plane.Stream("silent");
        stream.Send(0, 1);
        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.IdleTooLong), end.Reason);
        await NothingLeftAsync(plane);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_second_stream_of_the_same_identity_is_rejected_and_the_first_goes_on(
        Isolation isolation, BufferPlace at)
    {
        using var plane = new TestPlane(null, TestPlane.Function(isolation, at));
        using var first = plane.Stream("twin");
        first.Send(0, 1);
        await first.FirstOutputAsync();
        var second = await plane.RunAsync("twin");
        first.Client.Complete();

        (second.Outcome, second.Code).ShouldBe((EndKind.Rejected, EndCode.DuplicateStream));
        (await first.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        (await plane.RunAsync("twin")).Outcome.ShouldBe(EndKind.Completed);
    }

    /// <summary>The instance may be anywhere: in its runtime's start, within a frame, at its end.</summary>
    [Theory]
    [InlineData(BufferPlace.Host)]
    [InlineData(BufferPlace.Instance)]
    public async Task An_instance_killed_at_any_point_leaves_one_outcome(BufferPlace at)
    {
        var seed = Scale.Seed();
        TestContext.Current.SendDiagnosticMessage($"EVAL_SEED={seed}");
        var random = new Random(seed);
        using var plane = new TestPlane(null, TestPlane.Function(Isolation.Process, at));
        using var other = plane.Stream("other");
        other.Send(0, 7);
        await other.FirstOutputAsync();
        for (var round = 0; round < Scale.Of(200) / 2; round++)
        {
            using var stream = plane.Stream($"killed-{round}");
            stream.Send(0, new byte[40_000]);
            InstanceSummary? instance = null;
            await TestPlane.UntilAsync(() => (instance = plane.Plane.Instances.FirstOrDefault(
                live => live.StreamId == $"killed-{round}")) is not null);
            await Task.Delay(random.Next(120), TestContext.Current.CancellationToken);
            for (var i = 1; i < 40; i++)
            {
                stream.Send(i, new byte[40_000]);
            }

            using (var process = System.Diagnostics.Process.GetProcessById(instance!.ProcessId))
            {
                process.Kill();
            }

            var end = await stream.EndAsync();

            end.Outcome.ShouldBe(EndKind.Failed, $"seed {seed}, round {round}: {end.Reason}");
            end.Code.ShouldBeOneOf(EndCode.InstanceDied, EndCode.StartFailed);
            end.Reason.ShouldNotBeNull().ShouldContain("killed by signal 9");
            end.EventsReceived.ShouldBe(end.EventsHanded + end.EventsDropped + end.EventsWaiting);
            stream.Outputs.Select(output => output.Sequence).ShouldBe(
                Enumerable.Range(0, stream.Outputs.Count).Select(i => (long)i), $"seed {seed}, round {round}");
        }

        other.Client.Complete();
        (await other.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        await NothingLeftAsync(plane);
    }

    internal static async Task NothingLeftAsync(TestPlane plane)
    {
        using var limit = new CancellationTokenSource(Settling);
        await TestPlane.UntilAsync(() => limit.IsCancellationRequested || IsEmpty(plane));
        IsEmpty(plane).ShouldBeTrue(
            $"{plane.Plane.Metrics}, {plane.Processes.Count()} processes");
    }

    private static bool IsEmpty(TestPlane plane) =>
        plane.Plane.Metrics is { Streams: 0, StartingStreams: 0, Connections: 0, Instances: 0 }
        && !plane.Processes.Any();
}
