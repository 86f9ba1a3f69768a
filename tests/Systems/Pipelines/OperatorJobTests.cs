using System.Globalization;
using System.Text;
using Eval.Systems.Adapters;
using Eval.Systems.HostBuilds;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines;

/// <summary>A job with every operator, run by a real cluster of two workers on two partitions by key.</summary>
public sealed class OperatorJobTests : IAsyncLifetime
{
    private const int Partitions = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _workspace = Directory.CreateTempSubdirectory("evo-").FullName;
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private Eval.Systems.Adapters.NatsServer _server = null!;
    private PipelineCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        RealPart.Require("nats-server", "nats-server");
        var host = await new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate())
            .GetAsync("Systems/Pipelines", "r2r", _cancellation);
        _server = await Eval.Systems.Adapters.NatsServer.StartAsync(_workspace, _cancellation);
        _cluster = PipelineCluster.Start(
            new PipelineShape(host.Executable, Partitions, Timers.Tuned, ReplacesWorkers: true), "operators");
        await _cluster.Joined.WaitAsync(Limit, _cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_workspace, recursive: true);
    }

    /// <summary>The goal: map, keyed counts and windows by event time, declared as data, give what a plain computation
    /// over all events gives. Of each key every fourth event comes 50 ms late, within the 100 ms allowed, and one comes
    /// a second too late.</summary>
    [Fact]
    public async Task A_declared_graph_counts_by_key_and_window()
    {
        var events = Enumerable.Range(0, 400).Select(i => EventOf(i, $"k{i % 4}", TimeOf(i))).ToArray();
        var outputs = await RunAsync("counted", events,
            [new KeyedCountOperator("key", "so-far"), new TumblingWindowOperator("key", "time", 500, 100)]);

        outputs.Late.ShouldBe(1);
        var expected = events.Where(item => item.Sequence != 399)
            .GroupBy(item => $"{item.Headers["key"]}@{WindowOf(item)}")
            .Select(same => $"{same.Key}={same.Count()} #{same.Min(item => item.Sequence)}");
        outputs.Events.Select(item => $"{item.Headers["key"]}@{item.Headers["window-start-ms"]}"
                + $"={Encoding.UTF8.GetString(item.Payload.Span)} #{item.Sequence}")
            .Order().ShouldBe(expected.Order());
    }

    [Fact]
    public async Task Keyed_state_numbers_the_events_of_each_key()
    {
        var events = Enumerable.Range(0, 40).Select(i => EventOf(i, $"k{i % 4}", i)).ToArray();
        var outputs = await RunAsync("numbered", events, [new KeyedCountOperator("key", "so-far")]);
        outputs.Events.OrderBy(item => item.Sequence).Select(item => item.Headers["so-far"])
            .ShouldBe(Enumerable.Range(0, 40).Select(i => $"{(i / 4) + 1}"));
    }

    [Fact]
    public async Task An_event_that_an_operator_cannot_read_fails_the_job_with_its_reason()
    {
        var failure = await Should.ThrowAsync<IOException>(() => RunAsync(
            "unreadable", [new StreamEvent(0, new byte[3])], [new KeyedCountOperator("key", "so-far")]));
        failure.Message.ShouldBe("the job failed: event 0 has no header 'key'");
    }

    private async Task<(IReadOnlyList<StreamEvent> Events, long Late)> RunAsync(
        string id, StreamEvent[] events, IReadOnlyList<OperatorDefinition> operators)
    {
        await using var connection = new NatsConnection(NatsClient.Options(_server.Port, "test"));
        var jetStream = new NatsJSContext(connection);
        var keeper = new PipelineJetStreamKeeper(1000, Partitions, StreamConfigStorage.Memory);
        await keeper.KeepAsync(jetStream, id, _cancellation);
        await using var subscription = await connection.SubscribeCoreAsync<byte[]>(
            JetStreamNames.Output(id), cancellationToken: _cancellation);
        foreach (var item in events)
        {
            // By key: all events of one meet in one partition.
            var partition = (item.Headers["key"] ?? "0")[^1] % Partitions;
            await PublishAsync(partition, item.Payload, JetStreamMessages.HeadersOf(item));
        }

        for (var partition = 0; partition < Partitions; partition++)
        {
            await PublishAsync(partition, default, JetStreamMessages.EndHeaders(partition));
        }

        var job = _cluster.Submit(new Job(
            id, Partitions, new JetStreamSource(_server.Port, JetStreamNames.Stream(id), JetStreamNames.Input(id)),
            new MapOperator("grayscale", new Dictionary<string, string>()), operators,
            new SinkOperator(JetStreamNames.Output(id))));
        await job.Completed.WaitAsync(Limit, _cancellation);
        return (await OutputsAsync(subscription), job.Late);

        async Task PublishAsync(int partition, ReadOnlyMemory<byte> payload, NatsHeaders headers) =>
            (await jetStream.PublishAsync(
                JetStreamNames.Partition(JetStreamNames.Input(id), partition), payload, headers: headers,
                cancellationToken: _cancellation)).EnsureSuccess();
    }

    private async Task<IReadOnlyList<StreamEvent>> OutputsAsync(INatsSub<byte[]> subscription)
    {
        var outputs = new List<StreamEvent>();
        var ended = 0;
        await foreach (var message in subscription.Msgs.ReadAllAsync(_cancellation))
        {
            if (JetStreamMessages.EndOf(message.Headers) is null)
            {
                outputs.Add(JetStreamMessages.Read(message.Headers, message.Data));
            }
            else if (++ended == Partitions)
            {
                break;
            }
        }

        return outputs;
    }

    private static StreamEvent EventOf(long sequence, string key, long timeMs) => new(
        sequence, new byte[] { 3, 6, 9 }, new EventHeaders(
        [
            KeyValuePair.Create("key", key),
            KeyValuePair.Create("time", timeMs.ToString(CultureInfo.InvariantCulture)),
        ]));

    /// <summary>10 ms apart; each fourth of a key is 50 ms behind, and the very last belongs long before.</summary>
    private static long TimeOf(int i) => i == 399 ? 2_000 : (i * 10) - (i / 4 % 4 == 3 ? 50 : 0);

    private static long WindowOf(StreamEvent item) =>
        (long)Math.Floor(long.Parse(item.Headers["time"]!, CultureInfo.InvariantCulture) / 500.0) * 500;
}
