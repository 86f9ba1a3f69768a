using Akka.Streams;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>
/// The worker at a NATS server with JetStream: it pulls from a durable consumer and acknowledges each event itself.
/// Outputs are core messages on the same connection, which the server takes in the order in which they were written,
/// so that an acknowledged event's outputs were published before.
/// </summary>
internal sealed class JetStreamSession : IBrokerSession
{
    private readonly NatsConnection _connection;
    private readonly INatsJSConsumer _consumer;
    private readonly CancellationTokenSource _end = new();
    private Task _pulling = Task.CompletedTask;

    private JetStreamSession(NatsConnection connection, INatsJSConsumer consumer) =>
        (_connection, _consumer) = (connection, consumer);

    /// <summary>Connects, and finds the consumer that the server keeps.</summary>
    /// <exception cref="IOException">There is no server, or it keeps no such consumer.</exception>
    public static async Task<JetStreamSession> ResumeAsync(JetStreamSource source)
    {
        var connection = new NatsConnection(NatsClient.Options(source.BrokerPort, "worker"));
        try
        {
            var jetStream = new NatsJSContext(connection);
            return new JetStreamSession(connection, await jetStream.GetConsumerAsync(source.Stream, source.Consumer));
        }
        catch (NatsException failure)
        {
            await connection.DisposeAsync();
            throw new IOException(
                $"the broker gives no consumer '{source.Consumer}' of '{source.Stream}': {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public void DeliverTo(ISourceQueueWithComplete<Delivery> graph)
    {
        _connection.ConnectionDisconnected += (_, lost) =>
        {
            if (!_end.IsCancellationRequested)
            {
                graph.Fail(new IOException($"the connection to the broker was lost: {lost.Message}"));
            }

            return ValueTask.CompletedTask;
        };
        _pulling = PullAsync(graph);
    }

    /// <inheritdoc />
    public async Task PublishAsync(SinkOperator sink, StreamEvent output) => await _connection.PublishAsync(
        sink.Topic, output.Payload, JetStreamMessages.HeadersOf(output));

    /// <inheritdoc />
    public async Task PublishEndAsync(SinkOperator sink, ReadOnlyMemory<byte> trailer) =>
        await _connection.PublishAsync(sink.Topic, trailer, JetStreamMessages.EndHeaders());

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _pulling;
        await _connection.DisposeAsync();
        _end.Dispose();
    }

    private async Task PullAsync(ISourceQueueWithComplete<Delivery> graph)
    {
        try
        {
            // What was pulled and does not fit waits in the client; the server keeps the rest.
            var options = new NatsJSConsumeOpts { MaxMsgs = BrokerSource.Capacity };
            await foreach (var message in _consumer.ConsumeAsync<byte[]>(opts: options, cancellationToken: _end.Token))
            {
                await graph.OfferAsync(DeliveryOf(message));
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The job is over.
        }
        catch (Exception failure)
        {
            graph.Fail(failure);
        }
    }

    private static Delivery DeliveryOf(INatsJSMsg<byte[]> message)
    {
        // The last acknowledgement is itself confirmed: until then the server may not have seen what was written.
        var isEnd = JetStreamMessages.IsEnd(message.Headers);
        return new Delivery(
            isEnd ? null : JetStreamMessages.Read(message.Headers, message.Data),
            async cancellation => await message.AckAsync(new AckOpts { DoubleAck = isEnd }, cancellation));
    }
}
