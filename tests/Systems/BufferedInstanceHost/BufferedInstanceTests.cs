using System.Diagnostics;
using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Tests.Shared;
using Eval.Tests.Systems.StreamFunctions.Buffering;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.BufferedInstanceHost;

/// <summary>Goal: NATS inside the instance (the paper's set-up) gives what a stream without it gives, under all
/// protections, and ends with the instance. Method: the real host and a real nats-server in real boxes.</summary>
public sealed class BufferedInstanceTests(BufferedHostFixture fixture) : IClassFixture<BufferedHostFixture>
{
    private const int FrameBytes = 160 * 120 * 3;

    [Theory]
    [InlineData(Isolation.Process)]
    [InlineData(Isolation.Bubblewrap)]
    public async Task A_stream_passes_through_the_server_inside_its_instance(Isolation isolation)
    {
        const int Events = 300;
        using var stream = await StartAsync(isolation, Events);
        var sending = Task.Run(
            () =>
            {
                for (var i = 0; i < Events; i++)
                {
                    stream.Send(i, Gray(i));
                }
            },
            TestContext.Current.CancellationToken);
        var outputs = stream.Outputs(atMost: Events);
        await sending;
        var server = Server(stream);
        stream.Complete();
        stream.Outputs().ShouldBeEmpty();
        var end = await stream.EndAsync();

        (end.Outcome, end.Reason).ShouldBe((EndKind.Completed, null));
        outputs.Select(output => output.Sequence).ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i));
        outputs.TrueForAll(output => output.Payload.Length == FrameBytes
            && output.Payload.AsSpan().IndexOfAnyExcept((byte)output.Sequence) < 0).ShouldBeTrue();
        server.Executable.ShouldBe("/usr/sbin/nats-server");
        ProcessTable.Find(server.ProcessId).ShouldBeNull();

        // Both processes are in the account: nats-server alone takes more than this.
        end.PeakRssBytes!.Value.ShouldBeGreaterThan(12 << 20);
    }

    [Theory]
    [InlineData(Isolation.Process)]
    [InlineData(Isolation.Bubblewrap)]
    public async Task A_server_inside_that_is_killed_fails_the_stream_and_says_what_it_keeps(Isolation isolation)
    {
        using var stream = await RunningAsync(isolation);

        Process.GetProcessById(Server(stream).ProcessId).Kill();
        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.BufferLost));
        end.Reason.ShouldNotBeNull().ShouldContain("core NATS keeps nothing");
    }

    [Fact]
    public async Task A_server_inside_that_freezes_fails_the_stream_and_goes_with_it()
    {
        using var stream = await RunningAsync(Isolation.Process);
        var server = Server(stream);
        await Freezing.StopAsync(server.ProcessId);
        stream.Send(1, Gray(1));
        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.BufferLost));
        end.Reason.ShouldNotBeNull().ShouldContain("sent nothing for 5 s");
        ProcessTable.Find(server.ProcessId).ShouldBeNull();
    }

    [Theory]
    [InlineData(Isolation.Process)]
    [InlineData(Isolation.Bubblewrap)]
    public async Task An_instance_that_is_killed_takes_its_server_along(Isolation isolation)
    {
        using var stream = await RunningAsync(isolation);
        var server = Server(stream);

        stream.Box!.Kill();
        var end = await stream.EndAsync();

        end.Outcome.ShouldBe(EndKind.Failed);
        ProcessTable.Find(server.ProcessId).ShouldBeNull();
    }

    private static byte[] Gray(int i)
    {
        var frame = new byte[FrameBytes];
        frame.AsSpan().Fill((byte)i);
        return frame;
    }

    private static ProcessEntry Server(NatsStream stream) =>
        ProcessTable.Children(stream.Box!.ProcessId!.Value).ShouldHaveSingleItem();

    private async Task<NatsStream> RunningAsync(Isolation isolation)
    {
        var stream = await StartAsync(isolation, 1000);
        stream.Send(0, Gray(0));
        stream.Outputs(atMost: 1).Count.ShouldBe(1);
        return stream;
    }

    private async Task<NatsStream> StartAsync(Isolation isolation, int events)
    {
        var deployment = new FunctionDeployment
        {
            Name = "grayscale",
            Stages = [new FunctionStage(fixture.Host.Executable, ["grayscale"])],
            Isolation = isolation,
            Buffer = new BufferPolicy { Kind = BufferKind.Nats, At = BufferPlace.Instance },
        };
        var instances = new ColdInstances(
            await fixture.SandboxAsync(isolation), new InstanceEnvironment(new Dictionary<string, string>()));
        return new NatsStream(deployment, instances, "stream", KeyValuePair.Create("expectedEvents", $"{events}"));
    }
}
