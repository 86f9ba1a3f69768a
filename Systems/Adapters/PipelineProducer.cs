using System.Net;
using System.Threading.Channels;
using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>
/// A stream's producer and consumer at the broker. First of all it has the broker keep the worker's session, so that
/// events wait there in order until the engine is up; then it publishes one event after the other, QoS 1, a few of them
/// ahead of the broker's answers: the client sends in the order of the calls.
/// </summary>
internal sealed class PipelineProducer : IAsyncDisposable
{
    /// <summary>The most messages whose receipt the broker has yet to confirm.</summary>
    private const int Window = 32;

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly TaskCompletionSource<ReadOnlyMemory<byte>> _trailer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly int _brokerPort;
    private readonly string _streamId;
    private readonly IStreamObserver _observer;

    /// <summary>Allocates the client, and touches nothing outside this process.</summary>
    public PipelineProducer(int brokerPort, string streamId, IStreamObserver observer)
    {
        _brokerPort = brokerPort;
        _streamId = streamId;
        _observer = observer;
        _client.ApplicationMessageReceivedAsync += ReceiveAsync;
        _client.DisconnectedAsync += lost =>
        {
            _trailer.TrySetException(
                new IOException($"the producer's connection to the broker was lost: {lost.ReasonString ?? "closed"}"));
            return Task.CompletedTask;
        };
    }

    /// <summary>Gives the function's trailer, once every output has come back.</summary>
    public Task<ReadOnlyMemory<byte>> Trailer => _trailer.Task;

    /// <summary>The broker keeps the stream since then (MonotonicClock nanoseconds); 0: it does not.</summary>
    public long AdmittedNs { get; private set; }

    /// <summary>Messages published, the end of stream included.</summary>
    public long Messages { get; private set; }

    /// <summary>Payload bytes published.</summary>
    public long BytesIn { get; private set; }

    /// <summary>Payload bytes that came back, without the trailer.</summary>
    public long BytesOut { get; private set; }

    /// <summary>Creates the worker's session, and subscribes to the outputs.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        using (var keeper = new MqttClientFactory().CreateMqttClient())
        {
            var session = Options(StreamNames.Worker(_streamId)).WithSessionExpiryInterval(uint.MaxValue).Build();
            await keeper.ConnectAsync(session, cancellation);
            await SubscribeAsync(keeper, StreamNames.Input(_streamId), cancellation);
            await keeper.DisconnectAsync(cancellationToken: cancellation);
        }

        AdmittedNs = MonotonicClock.NowNs;
        await _client.ConnectAsync(Options(StreamNames.Producer(_streamId)).Build(), cancellation);
        await SubscribeAsync(_client, StreamNames.Output(_streamId), cancellation);
    }

    /// <summary>Publishes events to that topic as they come, and the end of stream after the last.</summary>
    /// <exception cref="IOException">The broker refused one, or keeps it for nobody.</exception>
    public async Task PublishAsync(ChannelReader<StreamEvent> outbox, string topic, CancellationToken cancellation)
    {
        var unanswered = new Queue<Task>(Window);
        await foreach (var item in outbox.ReadAllAsync(cancellation))
        {
            if (unanswered.Count == Window)
            {
                await unanswered.Dequeue();
            }

            var message = EventMessages.Of(topic, item);
            _observer.Sent(item.Sequence, MonotonicClock.NowNs);
            unanswered.Enqueue(PublishAsync(message, cancellation));
            BytesIn += item.Payload.Length;
        }

        await Task.WhenAll(unanswered);
        await PublishAsync(EventMessages.End(topic, default), cancellation);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            await _client.DisconnectAsync();
        }

        _client.Dispose();
    }

    private static async Task SubscribeAsync(IMqttClient client, string topic, CancellationToken cancellation) =>
        await client.SubscribeAsync(topic, MqttQualityOfServiceLevel.AtLeastOnce, cancellation);

    private MqttClientOptionsBuilder Options(string clientId) => new MqttClientOptionsBuilder()
        .WithEndPoint(new IPEndPoint(IPAddress.Loopback, _brokerPort))
        .WithProtocolVersion(MqttProtocolVersion.V500)
        .WithClientId(clientId);

    private async Task PublishAsync(MqttApplicationMessage message, CancellationToken cancellation)
    {
        Messages++;
        var answer = await _client.PublishAsync(message, cancellation);
        if (answer.ReasonCode != MqttClientPublishReasonCode.Success)
        {
            throw new IOException($"the broker answered {answer.ReasonCode} to a message on {message.Topic}");
        }
    }

    private Task ReceiveAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        var nowNs = MonotonicClock.NowNs;
        var message = received.ApplicationMessage;
        if (EventMessages.IsEnd(message))
        {
            _trailer.TrySetResult(EventMessages.PayloadOf(message));
        }
        else
        {
            var output = EventMessages.Read(message);
            BytesOut += output.Payload.Length;
            _observer.Returned(output, nowNs);
        }

        return Task.CompletedTask;
    }
}
