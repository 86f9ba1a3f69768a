using System.Diagnostics;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: whole streams through the real gateway and host, and the ways in which they break.</summary>
public sealed class FaasPlatformTests : IDisposable
{
    private const int Events = 50;

    private readonly string _workspace = Directory.CreateTempSubdirectory("faas").FullName;

    private readonly CancellationTokenSource _limit =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    /// <summary>Bounds every wait, so that what is broken fails and does not hang.</summary>
    public FaasPlatformTests() => _limit.CancelAfter(TimeSpan.FromMinutes(2));

    private CancellationToken Cancellation => _limit.Token;

    public void Dispose()
    {
        _limit.Dispose();
        Directory.Delete(_workspace, recursive: true);
    }

    [Theory]
    [InlineData("faas", Events)]
    [InlineData("batch", 1)]
    public async Task Distinct_frames_come_back_grey_once_each_and_no_process_is_left(string kind, int requests)
    {
        await using var system = SystemOf(kind);
        var deployment = await system.DeployAsync(Cancellation);
        (await system.ObserveAsync(Cancellation)).ShouldBeEmpty();
        var observer = new RecordingObserver();
        var report = await RunAsync(system, observer, Cancellation);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        report.Requests.ShouldBe(requests);
        report.BytesIn.ShouldBe(Events * 300);
        report.BytesOut.ShouldBe(Events * 300);
        observer.SentSequences.ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i));
        foreach (var (sequence, payload) in observer.Outputs)
        {
            payload.ShouldBe(Grey(Frame(sequence)));
        }

        observer.Outputs.Select(output => output.Sequence).Order().ShouldBe(observer.SentSequences);
        var records = ProbeLog.Decode(report.Trailers.ShouldHaveSingleItem().Bytes.Span);
        records.Select(record => record.Sequence).ShouldBe(observer.SentSequences);
        records.ShouldAllBe(record => record.Deliveries == 1 && record.Outputs == 1);
        report.Marks.Select(mark => mark.Phase).ShouldBe(Enum.GetValues<Phase>());

        // The gateway may learn of its child after the child has begun, so sandbox and runtime have no order.
        var endNs = report.Marks.ToDictionary(mark => mark.Phase, mark => mark.EndNs);
        endNs[Phase.Admit].ShouldBeLessThan(endNs[Phase.Sandbox]);
        endNs[Phase.Runtime].ShouldBeLessThan(endNs[Phase.Connect]);
        endNs[Phase.Connect].ShouldBeLessThan(endNs[Phase.Teardown]);
        var instance = report.Instances.ShouldHaveSingleItem();
        instance.ParentProcessId.ShouldBe(deployment.ControlProcessIds.ShouldHaveSingleItem());
        ProcessTable.Descendants(deployment.ControlProcessIds[0]).ShouldBeEmpty();
        Directory.GetFiles(_workspace).ShouldBeEmpty();
        (await system.ObserveAsync(Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("faas")]
    [InlineData("batch")]
    public async Task The_deadline_ends_a_stream_that_was_never_completed(string kind)
    {
        await using var system = SystemOf(kind);
        var deployment = await system.DeployAsync(Cancellation);
        await using var stream = system.Prepare(new StreamRequest("s", 2, 300), new RecordingObserver());
        stream.Send(new StreamEvent(0, Frame(0)));
        var report = await stream.FinishAsync(new CancellationToken(canceled: true));
        report.Outcome.ShouldBe(StreamOutcome.Cancelled);
        ProcessTable.Descendants(deployment.ControlProcessIds[0]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_is_killed_between_two_requests_is_replaced_and_the_stream_completes_and_says_so()
    {
        await using var system = SystemOf("faas");
        await system.DeployAsync(Cancellation);
        var observer = new RecordingObserver();
        await using var stream = system.Prepare(new StreamRequest("s", 2, 300), observer);
        stream.Send(new StreamEvent(0, Frame(0)));
        await Eventually.HoldsAsync(() => observer.Outputs.Count == 1);
        var host = await InstanceAsync(system);
        using (var process = Process.GetProcessById(host.ProcessId!.Value))
        {
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }

        while ((await system.ObserveAsync(Cancellation)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
        }

        stream.Send(new StreamEvent(1, Frame(1)));
        stream.Complete();
        var report = await stream.FinishAsync(Cancellation);
        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        report.Reason.ShouldNotBeNull().ShouldContain("killed by signal 9");
        report.Instances.Count.ShouldBe(2);
        report.Trailers.ShouldHaveSingleItem("the log of the one that was killed went with it");
        observer.Outputs.Select(output => output.Sequence).ShouldBe([0L, 1L]);
        (await system.ObserveAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Requests_beyond_the_queue_give_rejected_with_503()
    {
        await using var system = SystemOf("faas", queue: "1");
        await system.DeployAsync(Cancellation);
        var report = await RunAsync(system, new RecordingObserver(), Cancellation);
        report.Outcome.ShouldBe(StreamOutcome.Rejected);
        report.Reason.ShouldBe("HTTP 503: 1 requests are waiting already");
    }

    [Fact]
    public async Task A_function_that_does_not_exist_is_told_at_deployment()
    {
        await using var system = SystemOf("faas", function: "no-such");
        var refusal = await Should.ThrowAsync<SystemUnavailableException>(() => system.DeployAsync(Cancellation));
        refusal.Message.ShouldContain("no function 'no-such'");
    }

    [Fact]
    public async Task A_gateway_that_is_gone_gives_failed_and_its_host_ends_with_it()
    {
        await using var system = SystemOf("faas");
        var deployment = await system.DeployAsync(Cancellation);
        await using var stream = system.Prepare(new StreamRequest("s", 2, 300), new RecordingObserver());
        stream.Send(new StreamEvent(0, Frame(0)));
        var host = await InstanceAsync(system);
        using var hostProcess = Process.GetProcessById(host.ProcessId!.Value);
        using (var gateway = Process.GetProcessById(deployment.ControlProcessIds[0]))
        {
            gateway.Kill();
        }

        stream.Complete();
        var report = await stream.FinishAsync(Cancellation);
        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull();
        await hostProcess.WaitForExitAsync(Cancellation);
    }

    [Fact]
    public async Task The_gateways_end_ends_an_instance_that_still_serves()
    {
        InstanceIdentity host;
        await using (var system = SystemOf("faas"))
        {
            await system.DeployAsync(Cancellation);
            await using var stream = system.Prepare(new StreamRequest("s", 2, 300), new RecordingObserver());
            stream.Send(new StreamEvent(0, Frame(0)));
            host = await InstanceAsync(system);
        }

        ProcessTable.Find(host.ProcessId!.Value).ShouldBeNull();
    }

    private static async Task<StreamReport> RunAsync(
        ISystemUnderTest system, RecordingObserver observer, CancellationToken cancellation)
    {
        await using var stream = system.Prepare(new StreamRequest("stream-1", Events, 300), observer);
        for (var i = 0; i < Events; i++)
        {
            stream.Send(new StreamEvent(i, Frame(i), new EventHeaders([KeyValuePair.Create("a, b", "c = d")])));
        }

        stream.Complete();
        return await stream.FinishAsync(cancellation);
    }

    private async Task<InstanceIdentity> InstanceAsync(ISystemUnderTest system)
    {
        while (true)
        {
            if (await system.ObserveAsync(Cancellation) is [{ ProcessId: not null } instance])
            {
                return instance;
            }
        }
    }

    private static byte[] Frame(long sequence) =>
        [.. Enumerable.Range(0, 300).Select(i => (byte)((i * 7) + (sequence * 31)))];

    private static byte[] Grey(byte[] frame) =>
        [.. frame.Chunk(3).SelectMany(pixel => Enumerable.Repeat((byte)(pixel.Sum(part => part) / 3), 3))];

    private ISystemUnderTest SystemOf(string kind, string queue = "1024", string function = "grayscale")
    {
        var configuration = new SystemConfiguration
        {
            Name = kind,
            Options = new Dictionary<string, string>
            {
                ["queue"] = queue,
                ["concurrency"] = "1",
                ["idleTimeout"] = "60",
            },
            Function = function,
            Workspace = _workspace,
            Hosts = new PlainHosts(),
        };
        return kind == "faas" ? new FaasSystem(configuration) : new BatchSystem(configuration);
    }
}
