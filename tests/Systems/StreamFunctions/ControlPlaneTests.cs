using Eval.Systems.Functions.Probing;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Serving;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions;

/// <summary>Goal: each way in which a stream can go ends as its own outcome, with its reason, and leaves no process.
/// Method: a control plane on a real socket, real instances.</summary>
public sealed class ControlPlaneTests(InstanceHostFixture fixture) : IClassFixture<InstanceHostFixture>, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");
    private ControlPlane? _plane;

    public void Dispose()
    {
        _plane?.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_stream_keeps_order_and_bytes_through_a_buffer_much_smaller_than_itself()
    {
        const int Events = 400;
        using var stream = new TestStream(Start(new() { BufferEvents = 2, BufferBytes = 100_000 }));
        for (var i = 0; i < Events; i++)
        {
            var frame = new byte[9_000];
            frame.AsSpan().Fill((byte)i);
            stream.Send(i, frame);
        }

        stream.Client.Complete();
        var end = await stream.EndAsync();

        (end.Outcome, end.Reason).ShouldBe((EndKind.Completed, null));
        stream.Outputs.Select(output => output.Sequence).ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i));
        stream.SentSequences.Count.ShouldBe(Events);
        stream.Outputs.All(output => output.Payload.Length == 9_000
            && output.Payload.Span.IndexOfAnyExcept((byte)output.Sequence) < 0).ShouldBeTrue();
        ProbeLog.Decode(stream.Client.Trailer.Bytes.Span).Count.ShouldBe(Events);
        (end.AdmittedNs < end.Instance!.StartedNs).ShouldBeTrue();
        (end.RuntimeNs < end.ReadyNs && end.ReadyNs < end.TeardownNs).ShouldBeTrue();
        end.CpuSeconds!.Value.ShouldBeGreaterThan(0);
        end.PeakRssBytes!.Value.ShouldBeGreaterThan(1 << 20);
        ProcessTable.Find(end.Instance.ProcessId).ShouldBeNull();
    }

    [Fact]
    public async Task An_instance_that_is_killed_fails_its_stream_with_the_signal()
    {
        var socket = Start();
        using var stream = await RunningAsync(socket);
        var instance = LiveInstances.Read(socket, Limit).ShouldHaveSingleItem();
        instance.State.ShouldBe(StreamState.Running);
        instance.Executable.ShouldBe(fixture.Host.Executable);

        System.Diagnostics.Process.GetProcessById(instance.ProcessId).Kill();
        var end = await stream.EndAsync();

        end.Outcome.ShouldBe(EndKind.Failed);
        end.Reason.ShouldBe("the instance broke off: killed by signal 9");
        LiveInstances.Read(socket, Limit).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_producer_that_vanishes_takes_its_instance_with_it()
    {
        var socket = Start();
        var stream = await RunningAsync(socket);
        var instance = LiveInstances.Read(socket, Limit).ShouldHaveSingleItem();

        stream.Dispose();

        await EventuallyAsync(() => ProcessTable.Find(instance.ProcessId) is null);
        await EventuallyAsync(() => LiveInstances.Read(socket, Limit).Count == 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_producer_that_cancels_gets_a_report_of_it_before_and_after_its_end_of_stream(bool completes)
    {
        using var stream = await RunningAsync(Start());
        if (completes)
        {
            stream.Client.Send(new(1, new byte[12_000_000]));
            stream.Client.Complete();
        }

        stream.Client.Cancel();
        var end = await stream.EndAsync();

        end.Outcome.ShouldBe(EndKind.Cancelled);
        end.Instance.ShouldNotBeNull();
        ProcessTable.Find(end.Instance.ProcessId).ShouldBeNull();
    }

    [Theory]
    [InlineData("no-such-function", "1", "no function 'no-such-function'")]
    [InlineData("grayscale", "-1", "ArgumentOutOfRangeException")]
    public async Task A_function_that_throws_fails_its_stream_with_its_words(
        string function, string expectedEvents, string words)
    {
        using var stream = new TestStream(Start(new(), function), expected: expectedEvents);
        stream.Send(0, 1, 2, 3);
        stream.Client.Complete();
        var end = await stream.EndAsync();

        end.Outcome.ShouldBe(EndKind.Failed);
        end.Reason.ShouldNotBeNull().ShouldContain(words);
        ProcessTable.Find(end.Instance!.ProcessId).ShouldBeNull();
    }

    [Fact]
    public async Task A_host_that_cannot_start_fails_the_stream()
    {
        using var stream = new TestStream(Start(new(), executable: "/no/such/host"));
        stream.Send(0, 1, 2, 3);
        var end = await stream.EndAsync();

        end.Outcome.ShouldBe(EndKind.Failed);
        end.Reason.ShouldNotBeNull().ShouldContain("/no/such/host");
        end.Instance.ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_beyond_the_limit_is_rejected_and_the_others_go_on()
    {
        var socket = Start(new() { MaximumStreams = 1 });
        using var first = await RunningAsync(socket);
        using var second = new TestStream(socket, "second");
        second.Send(0, 1, 2, 3);
        var rejected = await second.EndAsync();
        first.Client.Complete();

        (rejected.Outcome, rejected.Reason).ShouldBe((EndKind.Rejected, "1 streams are the limit"));
        (await first.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
    }

    [Fact]
    public async Task The_end_of_the_control_plane_ends_every_stream()
    {
        using var stream = await RunningAsync(Start());
        _plane!.Dispose();
        var end = await stream.EndAsync();

        (end.Outcome, end.Reason).ShouldBe((EndKind.Cancelled, "the control plane ended"));
        ProcessTable.Find(end.Instance!.ProcessId).ShouldBeNull();
    }

    [Theory]
    [InlineData("", "no opening in time")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "the first bytes are not of this protocol")]
    [InlineData("EVSF\u0009\0", "version 9 of the protocol; this is version 2")]
    [InlineData("EVSF\u0002\0\0\0\0\0\u0006", "End where Open is due")]
    public void A_stranger_is_rejected_with_the_reason(string says, string reason)
    {
        var socketPath = Start(new() { HandshakeLimit = TimeSpan.FromMilliseconds(100) });
        using var socket = UnixSocket.Connect(socketPath);
        socket.Send([.. says.Select(character => (byte)character)], [], wait: true);
        var reader = new FrameReader();
        Frame frame;
        while (!reader.TryTake(out frame))
        {
            var count = socket.Receive(reader.Space(), wait: true);
            count.ShouldBeGreaterThan(0);
            reader.Arrived(count);
        }

        var end = StreamSummary.Read(frame.Body.Span);
        (end.Outcome, end.Reason).ShouldBe((EndKind.Rejected, $"protocol: {reason}"));
    }

    [Fact]
    public async Task Without_a_control_plane_a_stream_fails_and_does_not_throw()
    {
        using var stream = new TestStream(Path.Combine(_folder.FullName, "nobody"));
        stream.Send(0, 1);
        stream.Client.Complete();
        var end = await stream.EndAsync();

        end.Outcome.ShouldBe(EndKind.Failed);
        end.Reason.ShouldNotBeNull().ShouldContain("cannot connect");
    }

    private static async Task<TestStream> RunningAsync(string socket)
    {
        var stream = new TestStream(socket);
        stream.Send(0, 30, 60, 90);
        await stream.FirstOutputAsync();
        return stream;
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private string Start() => Start(new());

    private string Start(Settings settings, string function = "grayscale", string? executable = null)
    {
        var socketPath = Path.Combine(_folder.FullName, "control");
        _plane = new ControlPlane(new ServerConfiguration
        {
            SocketPath = socketPath,
            Owner = "tests",
            Limits = new ServerLimits { Streams = settings.MaximumStreams, Handshake = settings.HandshakeLimit },
            Functions =
            [
                new FunctionDeployment
                {
                    Name = function,
                    Stages = [new FunctionStage(executable ?? fixture.Host.Executable, [function])],
                    Buffer = new BufferPolicy { Events = settings.BufferEvents, Bytes = settings.BufferBytes },
                },
            ],
        });
        return socketPath;
    }

    private sealed record Settings
    {
        public int MaximumStreams { get; init; } = 8;

        public int BufferEvents { get; init; } = 64;

        public long BufferBytes { get; init; } = 1 << 20;

        public TimeSpan HandshakeLimit { get; init; } = TimeSpan.FromSeconds(20);
    }
}
