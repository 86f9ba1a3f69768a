using System.Threading.Channels;
using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Eval.Systems.Adapters;

/// <summary>
/// A stream's producer and consumer at a NATS server. First of all it has JetStream keep the stream, where that was not
/// done before; then it publishes one event after the other, each to the partition of its sequence in turn, and awaits
/// JetStream's acknowledgements behind its back. Outputs come over a core subject.
/// </summary>
internal sealed class PipelineJetStreamProducer : IPipelineProducer
{
    /// <summary>The most messages that JetStream has yet to acknowledge.</summary>
    private const int Window = 256;

    private readonly NatsConnection _connection;
    private readonly NatsJSContext _jetStream;
    private readonly PipelineJetStreamKeeper _keeper;
    private readonly string _stream;
    private readonly IStreamObserver _observer;
    private readonly CancellationTokenSource _end = new();
    private Task _receiving = Task.CompletedTask;
    private bool _isKept;

    /// <summary>Allocates the client, and touches nothing outside this process.</summary>
    public PipelineJetStreamProducer(
        int port, PipelineJetStreamKeeper keeper, string stream, bool isKept, IStreamObserver observer)
    {
        (_keeper, _stream, _isKept, _observer) = (keeper, stream, isKept, observer);
        Probes = new PipelineProbes(keeper.Partitions);
        _connection = new NatsConnection(NatsClient.Options(port, "producer"));
        _connection.ConnectionDisconnected += (_, lost) =>
        {
            Probes.Fail($"the producer's connection to the broker was lost: {lost.Message}");
            return ValueTask.CompletedTask;
        };
        _jetStream = new NatsJSContext(_connection);
    }

    /// <inheritdoc />
    public PipelineProbes Probes { get; }

    /// <inheritdoc />
    public PipelineTally Tally { get; } = new();

    /// <inheritdoc />
    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (!_isKept)
        {
            _isKept = true;
            await _keeper.KeepAsync(_jetStream, _stream, cancellation);
            Tally.Admitted();
        }

        var outputs = await _connection.SubscribeCoreAsync<byte[]>(
            JetStreamNames.Output(_stream), cancellationToken: _end.Token);
        Tally.Admitted();
        _receiving = ReceiveAsync(outputs);
    }

    /// <inheritdoc />
    public async Task PublishAsync(ChannelReader<StreamEvent> outbox, CancellationToken cancellation)
    {
        try
        {
            await PublishAllAsync(outbox, cancellation);
        }
        catch (NatsException silence) when (silence is not NatsJSException)
        {
            // A server whose disk is full says nothing, and reads nothing any more.
            throw new IOException(
                $"JetStream takes no events any more ({silence.Message}), as when its disk is full", silence);
        }
    }

    private async Task PublishAllAsync(ChannelReader<StreamEvent> outbox, CancellationToken cancellation)
    {
        var unanswered = new Queue<NatsJSPublishConcurrentFuture>(Window);
        await foreach (var item in outbox.ReadAllAsync(cancellation))
        {
            if (unanswered.Count == Window)
            {
                await ConfirmAsync(unanswered.Dequeue(), cancellation);
            }

            _observer.Sent(item.Sequence, MonotonicClock.NowNs);
            var partition = (int)(item.Sequence % _keeper.Partitions);
            unanswered.Enqueue(
                await WriteAsync(partition, item.Payload, JetStreamMessages.HeadersOf(item), cancellation));
        }

        for (var partition = 0; partition < _keeper.Partitions; partition++)
        {
            unanswered.Enqueue(
                await WriteAsync(partition, default, JetStreamMessages.EndHeaders(partition), cancellation));
        }

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
                await PipelineJetStreamKeeper.ForgetAsync(_jetStream, _stream);
            }
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
        try
        {
            await _connection.DisposeAsync();
        }
        catch (NatsException)
        {
            // A server that reads no more; the connection's end needs no answer of it.
        }
    }

    /// <summary>Returns once the message is on its way, so that the next cannot overtake it.</summary>
    private async Task<NatsJSPublishConcurrentFuture> WriteAsync(
        int partition, ReadOnlyMemory<byte> payload, NatsHeaders headers, CancellationToken cancellation)
    {
        Tally.Sent(payload.Length);
        var subject = JetStreamNames.Partition(JetStreamNames.Input(_stream), partition);
        return await _jetStream.PublishConcurrentAsync(
            subject, payload, headers: headers, cancellationToken: cancellation);
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
            Probes.Fail($"an output cannot be read: {failure.Message}");
        }
    }

    private void Receive(NatsMsg<byte[]> message, long nowNs)
    {
        if (JetStreamMessages.ProbeWorkerOf(message.Headers) is { } workerId)
        {
            Probes.Add(workerId, message.Data);
            return;
        }

        if (JetStreamMessages.EndOf(message.Headers) is { } partition)
        {
            Probes.End(partition);
            return;
        }

        var output = JetStreamMessages.Read(message.Headers, message.Data);
        Tally.Returned(output.Payload.Length);
        _observer.Returned(output, nowNs);
    }
}
