using System.Threading.Channels;
using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Eval.Systems.Adapters;

/// <summary>
/// A stream's producer and consumer at a NATS server. First of all it has JetStream make a stream and a durable
/// consumer, so that events wait there in order until the engine is up; then it publishes one event after the other,
/// and awaits JetStream's acknowledgements behind its back. Outputs come over a core subject.
/// </summary>
internal sealed class PipelineJetStreamProducer : IPipelineProducer
{
    /// <summary>The most messages that JetStream has yet to acknowledge.</summary>
    private const int Window = 256;

    /// <summary>Longer than any trial, so that nothing comes again while its worker lives.</summary>
    private static readonly TimeSpan AcknowledgeWait = TimeSpan.FromDays(1);

    private readonly NatsConnection _connection;
    private readonly NatsJSContext _jetStream;
    private readonly int _queueBound;
    private readonly string _streamId;
    private readonly IStreamObserver _observer;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource<ReadOnlyMemory<byte>> _trailer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task _receiving = Task.CompletedTask;
    private bool _isKept;

    /// <summary>Allocates the client, and touches nothing outside this process.</summary>
    public PipelineJetStreamProducer(int port, int queueBound, string streamId, IStreamObserver observer)
    {
        (_queueBound, _streamId, _observer) = (queueBound, streamId, observer);
        _connection = new NatsConnection(NatsClient.Options(port, "producer"));
        _connection.ConnectionDisconnected += (_, lost) =>
        {
            _trailer.TrySetException(
                new IOException($"the producer's connection to the broker was lost: {lost.Message}"));
            return ValueTask.CompletedTask;
        };
        _jetStream = new NatsJSContext(_connection);
    }

    /// <inheritdoc />
    public Task<ReadOnlyMemory<byte>> Trailer => _trailer.Task;

    /// <inheritdoc />
    public PipelineTally Tally { get; } = new();

    /// <inheritdoc />
    public async Task OpenAsync(CancellationToken cancellation)
    {
        var stream = JetStreamNames.Stream(_streamId);
        _isKept = true;
        await _jetStream.CreateStreamAsync(
            new StreamConfig(stream, [JetStreamNames.Input(_streamId)])
            {
                Storage = StreamConfigStorage.Memory,
                Retention = StreamConfigRetention.Workqueue,
                Discard = StreamConfigDiscard.New,
                MaxMsgs = _queueBound,
            },
            cancellation);
        await _jetStream.CreateOrUpdateConsumerAsync(
            stream,
            new ConsumerConfig(JetStreamNames.Consumer)
            {
                DurableName = JetStreamNames.Consumer,
                AckPolicy = ConsumerConfigAckPolicy.Explicit,
                AckWait = AcknowledgeWait,
            },
            cancellation);
        Tally.Admitted();
        var outputs = await _connection.SubscribeCoreAsync<byte[]>(
            JetStreamNames.Output(_streamId), cancellationToken: _end.Token);
        _receiving = ReceiveAsync(outputs);
    }

    /// <inheritdoc />
    public async Task PublishAsync(ChannelReader<StreamEvent> outbox, CancellationToken cancellation)
    {
        var unanswered = new Queue<NatsJSPublishConcurrentFuture>(Window);
        await foreach (var item in outbox.ReadAllAsync(cancellation))
        {
            if (unanswered.Count == Window)
            {
                await ConfirmAsync(unanswered.Dequeue(), cancellation);
            }

            _observer.Sent(item.Sequence, MonotonicClock.NowNs);
            unanswered.Enqueue(await WriteAsync(item.Payload, JetStreamMessages.HeadersOf(item), cancellation));
        }

        unanswered.Enqueue(await WriteAsync(default, JetStreamMessages.EndHeaders(), cancellation));
        while (unanswered.TryDequeue(out var answer))
        {
            await ConfirmAsync(answer, cancellation);
        }
    }

    /// <inheritdoc />
    public async Task ForgetAsync()
    {
        try
        {
            if (_isKept)
            {
                await _jetStream.DeleteStreamAsync(JetStreamNames.Stream(_streamId));
            }
        }
        catch (NatsJSApiException unknown) when (unknown.Error.Code == 404)
        {
            // It was cut short before the server had made the stream.
        }
        catch (NatsException failure)
        {
            throw new IOException($"the broker did not delete the stream: {failure.Message}", failure);
        }
        finally
        {
            await DisposeAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _receiving;
        await _connection.DisposeAsync();
    }

    /// <summary>Returns once the message is on its way, so that the next cannot overtake it.</summary>
    private async Task<NatsJSPublishConcurrentFuture> WriteAsync(
        ReadOnlyMemory<byte> payload, NatsHeaders headers, CancellationToken cancellation)
    {
        Tally.Sent(payload.Length);
        return await _jetStream.PublishConcurrentAsync(
            JetStreamNames.Input(_streamId), payload, headers: headers, cancellationToken: cancellation);
    }

    private static async Task ConfirmAsync(NatsJSPublishConcurrentFuture answer, CancellationToken cancellation)
    {
        await using (answer)
        {
            var acknowledgement = await answer.GetResponseAsync(cancellation);
            acknowledgement.EnsureSuccess();
        }
    }

    private async Task ReceiveAsync(INatsSub<byte[]> outputs)
    {
        try
        {
            await foreach (var message in outputs.Msgs.ReadAllAsync(_end.Token))
            {
                Receive(message, MonotonicClock.NowNs);
            }
        }
        catch (OperationCanceledException)
        {
            // The stream is over.
        }
        catch (Exception failure)
        {
            _trailer.TrySetException(new IOException($"an output cannot be read: {failure.Message}", failure));
        }
    }

    private void Receive(NatsMsg<byte[]> message, long nowNs)
    {
        if (JetStreamMessages.IsEnd(message.Headers))
        {
            _trailer.TrySetResult(message.Data);
            return;
        }

        var output = JetStreamMessages.Read(message.Headers, message.Data);
        Tally.Returned(output.Payload.Length);
        _observer.Returned(output, nowNs);
    }
}
