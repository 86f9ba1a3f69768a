using System.Diagnostics;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines;

/// <summary>The whole pipeline with a real nats-server and a real engine, looked at by a NATS client of the test's own.
/// </summary>
public sealed class JetStreamPipelineTests : IAsyncLifetime
{
    private const int Events = 30;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _workspace = Directory.CreateTempSubdirectory("evj-").FullName;
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private PipelineSystem _system = null!;
    private Deployment _deployment = null!;

    public async ValueTask InitializeAsync()
    {
        RealPart.Require("nats-server", "nats-server");
        _system = DeployedPipeline.Of(_workspace, ("source", "jetstream"));
        _deployment = await _system.DeployAsync(_cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_system is not null)
        {
            await _system.DisposeAsync();
            _deployment.ControlProcessIds.ShouldAllBe(id => ProcessTable.Find(id) == null);
        }

        Directory.Delete(_workspace);
    }

    /// <summary>The goal: order and bytes; each event is acknowledged by the worker, none comes twice, and afterwards
    /// the server holds nothing.</summary>
    [Fact]
    public async Task Events_wait_in_a_stream_of_their_own_and_each_is_acknowledged_once()
    {
        var collector = new Collector(Events);
        await using var stream = Prepare("one/of *", collector);
        (await StreamsAsync()).ShouldBeEmpty();
        var t0Ns = MonotonicClock.NowNs;
        await SendAsync(stream, Events);
        await collector.Reached.WaitAsync(Limit, _cancellation);

        var name = (await StreamsAsync()).ShouldHaveSingleItem();
        name.ShouldBe("eval-one_2fof_20_2a");
        var consumer = await ConsumerAsync(name);
        consumer.Config.AckWait.ShouldBeGreaterThan(TimeSpan.FromHours(1));
        consumer.NumRedelivered.ShouldBe(0);
        stream.Complete();
        var report = await FinishAsync(stream);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        collector.Outputs.Select(output => output.Sequence).ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i));
        collector.Outputs.ShouldAllBe(output => output.Payload.SequenceEqual(Grey(Frame(output.Sequence))));
        var records = ProbeLog.Decode(report.Trailers.Single().Bytes.Span);
        records.Count.ShouldBe(Events);
        records.ShouldAllBe(record => record.Deliveries == 1 && record.Outputs == 1);
        long[] stamps = [t0Ns, .. report.Marks.Take(4).Select(mark => mark.EndNs), records[0].ReceivedNs];
        stamps.ShouldBe(stamps.Order());
        report.Requests.ShouldBe(Events + 1);
        report.BytesOut.ShouldBe(report.BytesIn);
        (await StreamsAsync()).ShouldBeEmpty();
    }

    /// <summary>The goal: with one worker, whoever replaces it goes on in order, and nothing is missing.</summary>
    [Fact]
    public async Task A_killed_worker_is_replaced_and_order_is_kept()
    {
        var collector = new Collector(5);
        await using var stream = Prepare("killed", collector);
        await SendAsync(stream, 5);
        await collector.Reached.WaitAsync(Limit, _cancellation);
        var worker = (await _system.ObserveAsync(_cancellation)).Single(one => one.Role == "function");
        Kill(worker.ProcessId!.Value);
        for (var i = 5; i < Events; i++)
        {
            stream.Send(new StreamEvent(i, Frame(i)));
        }

        stream.Complete();
        var report = await FinishAsync(stream);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        collector.Outputs.ShouldAllBe(output => output.Payload.SequenceEqual(Grey(Frame(output.Sequence))));
        collector.Outputs.Select(output => output.Sequence).Distinct()
            .ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i));
        report.Instances.Count(instance => instance.Role == "function").ShouldBe(2);
        report.Trailers.Select(trailer => trailer.InstanceId).ShouldBeUnique();
        report.Instances.ShouldAllBe(instance => ProcessTable.Find(instance.ProcessId!.Value) == null);
        (await StreamsAsync()).ShouldBeEmpty();
    }

    /// <summary>The goal: the loss of the broker is one failed outcome with a reason, in bounded time, and the engine
    /// is gone; so is a stream that comes afterwards.</summary>
    [Fact]
    public async Task A_killed_server_fails_this_stream_and_the_next()
    {
        var collector = new Collector(5);
        await using var stream = Prepare("orphan", collector);
        await SendAsync(stream, 5);
        await collector.Reached.WaitAsync(Limit, _cancellation);
        Kill(_deployment.ControlProcessIds[0]);

        var report = await FinishAsync(stream);
        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldContain("broker");
        report.Instances.ShouldAllBe(instance => ProcessTable.Find(instance.ProcessId!.Value) == null);

        await using var next = Prepare("next", new Collector(0));
        await SendAsync(next, 1);
        next.Complete();
        (await FinishAsync(next)).Outcome.ShouldBe(StreamOutcome.Failed);
    }

    [Fact]
    public async Task At_the_deadline_the_events_that_nobody_read_are_deleted()
    {
        await using var stream = Prepare("deadline", new Collector(0));
        await SendAsync(stream, 1);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var report = await stream.FinishAsync(deadline.Token).WaitAsync(Limit, _cancellation);

        report.Outcome.ShouldBe(StreamOutcome.Cancelled);
        report.Instances.ShouldAllBe(instance => ProcessTable.Find(instance.ProcessId!.Value) == null);
        (await StreamsAsync()).ShouldBeEmpty();
    }

    private IStreamUnderTest Prepare(string id, Collector collector) =>
        _system.Prepare(new StreamRequest(id, Events, 60_000), collector);

    private async Task SendAsync(IStreamUnderTest stream, int count)
    {
        for (var i = 0; i < count; i++)
        {
            stream.Send(new StreamEvent(i, Frame(i)));
            await Task.Delay(TimeSpan.FromMilliseconds(10), _cancellation);
        }
    }

    private Task<StreamReport> FinishAsync(IStreamUnderTest stream) =>
        stream.FinishAsync(_cancellation).WaitAsync(Limit, _cancellation);

    private NatsConnection Connect() =>
        new(NatsClient.Options(((PipelineJetStreamBroker)_system.Broker).Port, "test"));

    private async Task<IReadOnlyList<string>> StreamsAsync()
    {
        await using var connection = Connect();
        return await new NatsJSContext(connection).ListStreamNamesAsync(cancellationToken: _cancellation)
            .ToArrayAsync(_cancellation);
    }

    private async Task<NATS.Client.JetStream.Models.ConsumerInfo> ConsumerAsync(string stream)
    {
        await using var connection = Connect();
        var jetStream = new NatsJSContext(connection);
        return (await jetStream.GetConsumerAsync(stream, JetStreamNames.Consumer(0, 0), _cancellation)).Info;
    }

    private static void Kill(int processId)
    {
        using var victim = Process.GetProcessById(processId);
        victim.Kill();
    }

    private static byte[] Frame(long sequence)
    {
        var frame = new byte[160 * 120 * 3];
        new Random((int)sequence).NextBytes(frame);
        return frame;
    }

    private static byte[] Grey(byte[] frame) =>
        [.. frame.Chunk(3).SelectMany(pixel => Enumerable.Repeat((byte)((pixel[0] + pixel[1] + pixel[2]) / 3), 3))];
}
