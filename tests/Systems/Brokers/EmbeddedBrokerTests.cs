using Eval.Systems.Brokers;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Brokers;

/// <summary>A real broker with real connections: what waits, what comes again, what is lost and what is told.</summary>
public sealed class EmbeddedBrokerTests
{
    [Fact]
    public async Task Messages_wait_in_order_for_a_client_that_comes_later()
    {
        await using var broker = await EmbeddedBroker.StartAsync(1000);
        await BrokerClient.KeepSessionAsync(broker.Port, "s/worker");
        await using var producer = await BrokerClient.ConnectAsync(broker.Port, "s/producer");
        (await producer.PublishAsync(0, 600)).ShouldBe(600);
        (await AccountAsync(broker, "s/worker")).Pending.ShouldBe(600);

        await using var worker = await BrokerClient.ConnectAsync(broker.Port, "s/worker");

        (await worker.ReceiveAsync(600, acknowledge: 600)).ShouldBe(Enumerable.Range(0, 600));
    }

    [Fact]
    public async Task What_a_crashed_client_did_not_acknowledge_comes_again_in_order()
    {
        await using var broker = await EmbeddedBroker.StartAsync(1000);
        await BrokerClient.KeepSessionAsync(broker.Port, "s/worker");
        await using var producer = await BrokerClient.ConnectAsync(broker.Port, "s/producer");
        await producer.PublishAsync(0, 30);
        await using (var worker = await BrokerClient.ConnectAsync(broker.Port, "s/worker"))
        {
            await worker.ReceiveAsync(20, acknowledge: 10);
            await worker.PublishAsync(30, 1);
            worker.Crash();
        }

        await GoneAsync(broker, "s/worker");
        await using var next = await BrokerClient.ConnectAsync(broker.Port, "s/worker");

        (await next.ReceiveAsync(21, acknowledge: 21)).ShouldBe(Enumerable.Range(10, 21));
    }

    /// <summary>The goal: MQTTnet rebuilds the queue when a worker resumes its session while the producer goes on; the
    /// gate must hold them apart. One resumption, as an engine's start is, in each of several rounds.</summary>
    [Fact]
    public async Task Messages_published_while_a_session_is_resumed_keep_their_order()
    {
        const int Rounds = 6;
        const int Waiting = 2_000;
        const int Count = 6_000;
        for (var round = 0; round < Rounds; round++)
        {
            await using var broker = await EmbeddedBroker.StartAsync(Count + 1);
            await BrokerClient.KeepSessionAsync(broker.Port, "s/worker");
            await GoneAsync(broker, "s/worker");
            await using var producer = await BrokerClient.ConnectAsync(broker.Port, "s/producer");
            await producer.PublishAsync(0, Waiting);
            var publishing = Task.Run(
                () => producer.PublishAsync(Waiting, Count - Waiting), TestContext.Current.CancellationToken);
            await using var worker = await BrokerClient.ConnectAsync(broker.Port, "s/worker");

            (await worker.ReceiveAsync(Count, acknowledge: Count)).ShouldBe(Enumerable.Range(0, Count));
            (await publishing).ShouldBe(Count - Waiting);
        }
    }

    [Fact]
    public async Task Beyond_the_bound_messages_are_lost_which_the_account_says_and_the_publisher_is_not_told()
    {
        await using var broker = await EmbeddedBroker.StartAsync(10);
        await BrokerClient.KeepSessionAsync(broker.Port, "s/worker");
        await using var producer = await BrokerClient.ConnectAsync(broker.Port, "s/producer");

        (await producer.PublishAsync(0, 15)).ShouldBe(15);

        var status = await broker.StatusAsync();
        status.QueueBound.ShouldBe(10);
        var worker = status.Clients.Single(client => client.ClientId == "s/worker");
        (worker.Pending, worker.Dropped).ShouldBe((10, 5));
    }

    [Fact]
    public async Task A_forgotten_stream_leaves_no_session_and_other_streams_keep_theirs()
    {
        await using var broker = await EmbeddedBroker.StartAsync(10);
        await BrokerClient.KeepSessionAsync(broker.Port, "s/worker");
        await BrokerClient.KeepSessionAsync(broker.Port, "s2/worker");

        await broker.ForgetAsync("s/");

        var status = await broker.StatusAsync();
        status.Clients.Select(client => client.ClientId).ShouldBe(["s2/worker"]);
    }

    /// <summary>Waits until the broker has noticed that a client left: until then the old connection still takes
    /// messages from the session.</summary>
    private static async Task GoneAsync(EmbeddedBroker broker, string clientId)
    {
        while ((await AccountAsync(broker, clientId)).Endpoint is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }
    }

    private static async Task<ClientAccount> AccountAsync(EmbeddedBroker broker, string clientId) =>
        (await broker.StatusAsync()).Clients.Single(client => client.ClientId == clientId);
}
