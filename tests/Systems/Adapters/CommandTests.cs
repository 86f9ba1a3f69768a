using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.HostBuilds;
using Eval.Systems.Sandboxes;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Faas;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Adapters;

/// <summary>Contract of <c>kind: command</c>: programs in Python that do it right, and that die, hang, lie and babble.
/// Throwaway streams, whose names begin with warm-up, are served well, so that the trial meets the mischief.</summary>
public sealed class CommandTests : IDisposable
{
    private const int Events = 10;
    private const int MoreThanAPipeHolds = 200;
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("command").FullName;
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_program_in_Python_greys_a_stream_with_stamps_of_the_boundary()
    {
        RealPart.Require("python3", "python3");
        var program = Path.Combine(BuildFacts.SourceRoot(), "Systems", "Sdk", "examples", "grayscale_pipe.py");
        await using var system = SystemOf($"\"{program}\"");
        var deployment = await system.DeployAsync(_cancellation);
        var observer = new RecordingObserver();

        var report = await Streams.RunAsync(system, observer, Events, Patient);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        Streams.ShouldAllBeGrey(observer.Outputs, Events);
        (system.Traits.StampsInFunction, system.Traits.HasInstances).ShouldBe((false, true));
        report.Marks.Select(mark => mark.Phase).ShouldBe(Enum.GetValues<Phase>());
        report.Marks.Select(mark => mark.EndNs).ShouldBeInOrder();
        var instance = report.Instances.ShouldHaveSingleItem();
        instance.Executable.ShouldBe(deployment.HostExecutable);
        instance.ParentProcessId.ShouldBe(Environment.ProcessId);
        ProcessTable.Find(instance.ProcessId!.Value).ShouldBeNull();
        report.Resources.CpuSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0);
        report.Resources.RssPeakBytes.ShouldNotBeNull().ShouldBeGreaterThan(1 << 20);
        (await system.ObserveAsync(_cancellation)).ShouldBeEmpty();
    }

    /// <summary>Goal: who answered is told by the file that its process runs, not by what started it.</summary>
    [Fact]
    public async Task A_launcher_is_the_program_that_it_becomes()
    {
        RealPart.Require("python3", "python3");
        var launcher = Path.Combine(_folder, "launcher");
        var program = Path.Combine(BuildFacts.SourceRoot(), "Systems", "Sdk", "examples", "grayscale_pipe.py");
        await File.WriteAllTextAsync(launcher, $"#!/bin/sh\nexec /usr/bin/env python3 '{program}'\n", _cancellation);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(launcher, (UnixFileMode)0b111_101_101);
        }

        await using var system = SystemOf(launcher);
        var deployment = await system.DeployAsync(_cancellation);

        var report = await Streams.RunAsync(system, new RecordingObserver(), Events, Patient);

        Path.GetFileName(deployment.HostExecutable).ShouldNotBeNull().ShouldStartWith("python3");
        report.Instances.ShouldHaveSingleItem().Executable.ShouldBe(deployment.HostExecutable);
    }

    [Fact]
    public async Task A_program_whose_trailer_is_a_probe_log_has_stamps_of_its_function()
    {
        await using var system = Python("""
            log = b"EVP1"
            while (frame := take_frame())[0] == EVENT:
                received = time.monotonic_ns()
                send(OUTPUT, frame[1])
                (sequence,) = struct.unpack_from("<q", frame[1])
                log += struct.pack("<qqqii", sequence, received, time.monotonic_ns(), 1, 1)
            send(TRAILER, struct.pack("<H", 0) + log)
            send(END)
            """);
        await system.DeployAsync(_cancellation);
        system.Traits.StampsInFunction.ShouldBeTrue();

        var report = await Streams.RunAsync(system, new RecordingObserver(), Events, Patient);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        ProbeLog.Decode(report.Trailers.ShouldHaveSingleItem().Bytes.Span).Count.ShouldBe(Events);
    }

    [Theory]
    [InlineData("os.kill(os.getpid(), 9)", "killed by signal 9")]
    [InlineData("raise SystemExit(7)", "exited with code 7")]
    [InlineData("raise RuntimeError('alas')", "alas")]
    [InlineData("send(ERROR, b'no more')", "the program failed: no more")]
    [InlineData("send(END); time.sleep(1)", "the program sent End here")]
    [InlineData("send(99)", "a frame of type 99")]
    [InlineData("send(HELLO, b'again')", "the program sent Hello here")]
    [InlineData("send(OUTPUT, b'x')", "Malformed")]
    [InlineData("writer.write(b'garbage' * 9000); writer.flush()", "UnexpectedFrame")]
    [InlineData("writer.write(struct.pack('<IB', 2**31, OUTPUT)); writer.flush()", "Oversize")]
    [InlineData("writer.write(struct.pack('<IB', 500, OUTPUT)); writer.flush(); os._exit(0)", "Truncated")]
    public async Task A_program_that_misbehaves_in_mid_stream_is_a_failed_stream_with_a_reason(
        string mischief, string reason)
    {
        await using var system = Python(
            $"""
            take_frame()
            if not warm_up:
                {mischief}
            while take_frame()[0] == EVENT:
                pass
            send(END)
            """);
        await system.DeployAsync(_cancellation);

        var report = await Streams.RunAsync(system, new RecordingObserver(), MoreThanAPipeHolds, Patient);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldContain(reason);
        ProcessTable.Find(report.Instances.ShouldHaveSingleItem().ProcessId!.Value).ShouldBeNull();
    }

    [Theory]
    [InlineData("while True: time.sleep(1)", Events)]
    [InlineData("while True: time.sleep(1)", 2000)]
    [InlineData("os.close(1); time.sleep(1000)", Events)]
    [InlineData("while True: send(OUTPUT, struct.pack('<qH', 0, 0))", Events)]
    public async Task A_program_that_never_ends_is_ended_at_the_deadline(string mischief, int events)
    {
        await using var system = Python(
            $"""
            if not warm_up:
                {mischief}
            while take_frame()[0] == EVENT:
                pass
            send(END)
            """);
        await system.DeployAsync(_cancellation);

        var report = await Streams.RunAsync(
            system, new RecordingObserver(), events, TimeSpan.FromMilliseconds(700));

        report.Outcome.ShouldBeOneOf(StreamOutcome.Cancelled, StreamOutcome.Failed);
        report.Reason.ShouldNotBeNullOrEmpty();
        ProcessTable.Find(report.Instances.ShouldHaveSingleItem().ProcessId!.Value).ShouldBeNull();
    }

    [Fact]
    public async Task A_child_that_keeps_the_output_open_holds_nobody_up()
    {
        await using var system = Python(
            """
            import subprocess
            if not warm_up:
                subprocess.Popen(["sleep", "1000"])
            while take_frame()[0] == EVENT:
                pass
            send(END)
            """);
        await system.DeployAsync(_cancellation);

        var report = await Streams.RunAsync(system, new RecordingObserver(), Events, Patient);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
    }

    [Theory]
    [InlineData("no-such-program-anywhere", "there is no executable 'no-such-program-anywhere'")]
    [InlineData("/etc/passwd", "there is no executable '/etc/passwd'")]
    [InlineData("true", "the function does not start")]
    [InlineData("cat", "the function does not start")]
    public async Task A_command_that_cannot_serve_is_told_at_deployment(string command, string reason)
    {
        await using var system = SystemOf(command);

        var refusal = await Should.ThrowAsync<SystemUnavailableException>(system.DeployAsync(_cancellation));

        refusal.Message.ShouldContain(reason);
    }

    private ISystemUnderTest Python(string body)
    {
        RealPart.Require("python3", "python3");
        var path = Path.Combine(_folder, "program.py");
        File.WriteAllText(path, Prelude + body);
        return SystemOf($"python3 \"{path}\"");
    }

    private ISystemUnderTest SystemOf(string command) =>
        Streams.SystemOf("command", _folder, ("command", command));

    private const string Prelude =
        """
        import os, struct, sys, time
        OPEN, HELLO, EVENT, OUTPUT, END, TRAILER, ERROR = 1, 3, 4, 5, 6, 7, 8
        reader, writer = sys.stdin.buffer, sys.stdout.buffer
        def take(count):
            taken = reader.read(count)
            if len(taken) < count:
                raise SystemExit(2)
            return taken
        def take_frame():
            length, kind = struct.unpack("<IB", take(5))
            return kind, take(length)
        def send(kind, body=b"", before=b""):
            writer.write(before + struct.pack("<IB", len(body), kind) + body)
            writer.flush()
        take(6)
        warm_up = b"warm-up" in take_frame()[1]
        send(HELLO, struct.pack("<iqq", os.getpid(), 0, 0), before=b"EVSF\x02\x00")

        """;
}
