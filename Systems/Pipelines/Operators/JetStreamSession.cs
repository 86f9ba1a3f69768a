using System.Threading.Channels;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>
/// The worker at a NATS server with JetStream: it pulls a partition from a durable consumer and acknowledges each event
/// itself. What it publishes are core messages on the same connection, which the server takes in the order in which
/// they were written, so that an acknowledged event's outputs were published before. The end of a partition is never
/// acknowledged: whoever takes the partition over has to find it.
/// </summary>
internal sealed class JetStreamSession : IBrokerSession
{
    /// <summary>The most messages that are fetched ahead; the client asks for more when half of them are
    /// read.</summary>
    private const int Prefetch = 64;

    private const int NotFound = 404;

    private readonly NatsConnection _connection;
    private readonly INatsJSConsumer _consumer;
    private readonly int _partition;
    private readonly CancellationTokenSource _end = new();
    private Task _pulling = Task.CompletedTask;

    private JetStreamSession(NatsConnection connection, INatsJSConsumer consumer, int partition) =>
        (_connection, _consumer, _partition) = (connection, consumer, partition);

    /// <summary>Connects, and finds the consumer that the server keeps for the partition; where another worker had it
    /// before, makes a new one in place of its.</summary>
    /// <exception cref="IOException">There is no server, or it keeps no such consumer.</exception>
    public static async Task<JetStreamSession> ResumeAsync(JetStreamSource source, int partition, int attempt)
    {
        var connection = new NatsConnection(NatsClient.Options(source.BrokerPort, "worker"));
        try
        {
            var jetStream = new NatsJSContext(connection);
            var consumer = attempt == 0
                ? await jetStream.GetConsumerAsync(source.Stream, JetStreamNames.Consumer(partition, attempt))
                : await TakeOverAsync(jetStream, source, partition, attempt);
            return new JetStreamSession(connection, consumer, partition);
        }
        catch (NatsException failure)
        {
            await connection.DisposeAsync();
            throw new IOException(
                $"the broker gives no consumer of partition {partition} of '{source.Stream}': {failure.Message}",
                failure);
        }
    }

    /// <inheritdoc />
    public void DeliverTo(ChannelWriter<Delivery> entry)
    {
        _connection.ConnectionDisconnected += (_, lost) =>
        {
            if (!_end.IsCancellationRequested)
            {
                entry.TryComplete(new IOException($"the connection to the broker was lost: {lost.Message}"));
            }

            return ValueTask.CompletedTask;
        };
        _pulling = PullAsync(entry);
    }

    /// <inheritdoc />
    public ValueTask RecordAsync(SinkOperator sink, IReadOnlyList<ProbeRecord> records) => _connection.PublishAsync(
        sink.Topic, ProbeLog.Encode(records), JetStreamMessages.ProbeHeaders(Environment.ProcessId));

    /// <inheritdoc />
    public ValueTask PublishAsync(SinkOperator sink, StreamEvent output) => _connection.PublishAsync(
        sink.Topic, output.Payload, JetStreamMessages.HeadersOf(output));

    /// <inheritdoc />
    public async ValueTask EndAsync(SinkOperator sink)
    {
        await _connection.PublishAsync(
            sink.Topic, ReadOnlyMemory<byte>.Empty, JetStreamMessages.EndHeaders(_partition));

        // The answer comes after the server has read all that was written before.
        await _connection.PingAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _pulling;
        await _connection.DisposeAsync();
        _end.Dispose();
    }

    /// <summary>With the lost worker's consumer go its claims on what it never acknowledged: from a new one the stream
    /// gives all that it still holds of the partition, from the first event on, at once and in order.</summary>
    private static async Task<INatsJSConsumer> TakeOverAsync(
        NatsJSContext jetStream, JetStreamSource source, int partition, int attempt)
    {
        for (var earlier = 0; earlier < attempt; earlier++)
        {
            try
            {
                await jetStream.DeleteConsumerAsync(source.Stream, JetStreamNames.Consumer(partition, earlier));
            }
            catch (NatsJSApiException unknown) when (unknown.Error.Code == NotFound)
            {
                // It was taken over before, or its worker was lost before it had made one.
            }
        }

        return await jetStream.CreateOrUpdateConsumerAsync(
            source.Stream, JetStreamConsumers.Of(source.Subject, partition, attempt));
    }

    private async Task PullAsync(ChannelWriter<Delivery> entry)
    {
        try
        {
            var options = new NatsJSConsumeOpts { MaxMsgs = Prefetch };
            await foreach (var message in _consumer.ConsumeAsync<byte[]>(opts: options, cancellationToken: _end.Token))
            {
                await entry.WriteAsync(DeliveryOf(message), _end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The job is over.
        }
        catch (ChannelClosedException)
        {
            // The connection was lost, which its own handler has told.
        }
        catch (Exception failure)
        {
            entry.TryComplete(failure);
        }
    }

    private static Delivery DeliveryOf(INatsJSMsg<byte[]> message) => JetStreamMessages.EndOf(message.Headers) is null
        ? new Delivery(JetStreamMessages.Read(message.Headers, message.Data), () => message.AckAsync())
        : new Delivery(null, () => ValueTask.CompletedTask);
}
