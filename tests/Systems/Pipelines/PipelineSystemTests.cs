using System.Diagnostics;
using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines;

/// <summary>The whole pipeline with a real broker and a real engine, looked at from outside.</summary>
public sealed class PipelineSystemTests(DeployedPipeline pipeline) : IClassFixture<DeployedPipeline>
{
    private const int Events = 30;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    /// <summary>The goal: order, bytes, identity and marks of one complete stream of distinct frames.</summary>
    [Fact]
    public async Task A_stream_comes_back_right_and_in_order_from_a_worker_of_its_own()
    {
        var frames = Frames();
        var collector = new Collector(Events);
        await using var stream = Prepare("whole", Events, collector);
        var t0Ns = MonotonicClock.NowNs;
        await SendAsync(stream, frames, Events);
        stream.Complete();

        var report = await FinishAsync(stream);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        collector.Outputs.Select(output => output.Sequence).ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i));
        collector.Outputs.ShouldAllBe(output => output.Payload.SequenceEqual(Grey(frames[output.Sequence])));
        var records = ProbeLog.Decode(report.Trailers.Single().Bytes.Span);
        records.Count.ShouldBe(Events);
        records.ShouldAllBe(record => record.Deliveries == 1 && record.Outputs == 1);
        report.Marks.Select(mark => mark.Phase).ShouldBe(
            [Phase.Admit, Phase.Sandbox, Phase.Runtime, Phase.Connect, Phase.Teardown]);
        long[] stamps = [t0Ns, .. report.Marks.Take(4).Select(mark => mark.EndNs), records[0].ReceivedNs];
        stamps.ShouldBe(stamps.Order());
        report.Marks[^1].EndNs.ShouldBeGreaterThan(records[^1].ProcessedNs);
        report.BytesIn.ShouldBe(frames.Sum(frame => (long)frame.Length));
        report.BytesOut.ShouldBe(report.BytesIn);
        report.Resources.CpuSeconds!.Value.ShouldBeGreaterThan(0);
    }

    /// <summary>The goal: the coordinator carries control only. The broker's account of the worker's connection names
    /// an endpoint that the kernel gives to the worker's process, and its bytes hold all payloads.</summary>
    [Fact]
    public async Task Every_payload_passes_between_broker_and_worker_over_the_workers_own_socket()
    {
        var frames = Frames();
        var collector = new Collector(Events);
        await using var stream = Prepare("socket", Events, collector);
        (await pipeline.System.ObserveAsync(_cancellation)).ShouldBeEmpty();
        await SendAsync(stream, frames, Events);
        await collector.Reached.WaitAsync(Limit, _cancellation);

        var live = await pipeline.System.ObserveAsync(_cancellation);
        var worker = live.Single(instance => instance.Role == "function").ProcessId!.Value;
        var coordinator = live.Single(instance => instance.Role == "coordinator").ProcessId!.Value;
        int[] processes = [worker, coordinator, .. pipeline.Deployment.ControlProcessIds, Environment.ProcessId];
        processes.ShouldBeUnique();
        ProcessTable.Find(worker)!.Executable.ShouldBe(pipeline.Deployment.HostExecutable);
        var port = pipeline.Broker.Port;
        WorkerSocket.EndpointsTo(port, coordinator).ShouldBeEmpty();
        var account = (await pipeline.BrokerStatusAsync()).Clients.Single(client => client.ClientId == "socket/worker");
        WorkerSocket.EndpointsTo(port, worker).ShouldBe([account.Endpoint!]);
        var payload = frames.Sum(frame => (long)frame.Length);
        account.BytesSent.ShouldBeGreaterThan(payload);
        account.BytesReceived.ShouldBeGreaterThan(payload);

        stream.Complete();
        (await FinishAsync(stream)).Outcome.ShouldBe(StreamOutcome.Completed);
        (await pipeline.System.ObserveAsync(_cancellation)).ShouldBeEmpty();
        ProcessTable.Find(worker).ShouldBeNull();
        ProcessTable.Find(coordinator).ShouldBeNull();
        (await pipeline.BrokerStatusAsync()).Clients.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("function", "worker")]
    [InlineData("coordinator", "coordinator")]
    public async Task A_killed_part_of_the_engine_fails_the_stream_with_a_reason_and_leaves_nothing(
        string role, string name)
    {
        var collector = new Collector(5);
        await using var stream = Prepare($"killed-{name}", Events, collector);
        await SendAsync(stream, Frames(), 5);
        await collector.Reached.WaitAsync(Limit, _cancellation);
        var live = await pipeline.System.ObserveAsync(_cancellation);
        using (var victim = Process.GetProcessById(live.Single(one => one.Role == role).ProcessId!.Value))
        {
            victim.Kill();
        }

        var report = await FinishAsync(stream);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldStartWith($"the {name} ended with code 137");
        report.Instances.ShouldAllBe(instance => ProcessTable.Find(instance.ProcessId!.Value) == null);
        (await pipeline.BrokerStatusAsync()).Clients.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_as_long_as_the_brokers_queue_is_rejected_before_anything_starts()
    {
        await using var stream = Prepare("long", DeployedPipeline.QueueEvents, new Collector(0));
        stream.Send(new StreamEvent(0, new byte[3]));
        stream.Complete();

        var report = await FinishAsync(stream);

        report.Outcome.ShouldBe(StreamOutcome.Rejected);
        report.Reason.ShouldNotBeNull().ShouldContain("queueEvents: 1000");
        (await pipeline.BrokerStatusAsync()).Clients.ShouldBeEmpty();
        (await pipeline.System.ObserveAsync(_cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task At_the_deadline_the_engine_is_gone_although_it_never_ran_the_job()
    {
        await using var stream = Prepare("deadline", Events, new Collector(0));
        await SendAsync(stream, Frames(), 1);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var report = await stream.FinishAsync(deadline.Token).WaitAsync(Limit, _cancellation);

        report.Outcome.ShouldBe(StreamOutcome.Cancelled);
        report.Instances.Count.ShouldBe(2);
        report.Instances.ShouldAllBe(instance => ProcessTable.Find(instance.ProcessId!.Value) == null);
        (await pipeline.BrokerStatusAsync()).Clients.ShouldBeEmpty();
    }

    private IStreamUnderTest Prepare(string id, int events, Collector collector) =>
        pipeline.System.Prepare(new StreamRequest(id, events, 60_000), collector);

    private async Task SendAsync(IStreamUnderTest stream, byte[][] frames, int count)
    {
        for (var i = 0; i < count; i++)
        {
            stream.Send(new StreamEvent(i, frames[i]));
            await Task.Delay(TimeSpan.FromMilliseconds(10), _cancellation);
        }
    }

    private Task<StreamReport> FinishAsync(IStreamUnderTest stream) =>
        stream.FinishAsync(_cancellation).WaitAsync(Limit, _cancellation);

    private static byte[][] Frames()
    {
        var random = new Random(Environment.TickCount);
        return [.. Enumerable.Range(0, Events).Select(_ =>
        {
            var frame = new byte[160 * 120 * 3];
            random.NextBytes(frame);
            return frame;
        })];
    }

    private static byte[] Grey(byte[] frame) =>
        [.. frame.Chunk(3).SelectMany(pixel => Enumerable.Repeat((byte)((pixel[0] + pixel[1] + pixel[2]) / 3), 3))];
}
