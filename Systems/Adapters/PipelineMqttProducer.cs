using System.Net;
using System.Threading.Channels;
using Eval.Systems.Abstractions;
using Eval.Systems.Brokers;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>
/// A stream's producer and consumer at an MQTT broker. First of all it has the broker keep the worker's session, so
/// that events wait there in order until the engine is up; then it publishes one event after the other, QoS 1, a few
/// of them ahead of the broker's answers: the client sends in the order of the calls.
/// </summary>
internal sealed class PipelineMqttProducer : IPipelineProducer
{
    /// <summary>The most messages whose receipt the broker has yet to confirm.</summary>
    private const int Window = 32;

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly BrokerAddress _broker;
    private readonly string _stream;
    private readonly bool _isKept;
    private readonly IStreamObserver _observer;

    /// <summary>Allocates the client, and touches nothing outside this process.</summary>
    public PipelineMqttProducer(BrokerAddress broker, string stream, bool isKept, IStreamObserver observer)
    {
        (_broker, _stream, _isKept, _observer) = (broker, stream, isKept, observer);
        _client.ApplicationMessageReceivedAsync += ReceiveAsync;
        _client.DisconnectedAsync += lost =>
        {
            Probes.Fail($"the producer's connection to the broker was lost: {lost.ReasonString ?? "closed"}");
            return Task.CompletedTask;
        };
    }

    /// <inheritdoc />
    public PipelineProbes Probes { get; } = new(partitions: 1);

    /// <inheritdoc />
    public PipelineTally Tally { get; } = new();

    /// <inheritdoc />
    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (!_isKept)
        {
            await KeepAsync(_broker, _stream, cancellation);
            Tally.Admitted();
        }

        await _client.ConnectAsync(Options(_broker, MqttNames.Producer(_stream)).Build(), cancellation);
        await SubscribeAsync(_client, MqttNames.Output(_stream), cancellation);
        Tally.Admitted();
    }

    /// <summary>Has the broker keep the session of that stream's worker, with its subscription.</summary>
    public static async Task KeepAsync(BrokerAddress broker, string stream, CancellationToken cancellation)
    {
        using var keeper = new MqttClientFactory().CreateMqttClient();
        var session = Options(broker, MqttNames.Worker(stream)).WithSessionExpiryInterval(uint.MaxValue).Build();
        await keeper.ConnectAsync(session, cancellation);
        await SubscribeAsync(keeper, MqttNames.Input(stream), cancellation);
        await keeper.DisconnectAsync(cancellationToken: cancellation);
    }

    /// <inheritdoc />
    public async Task PublishAsync(ChannelReader<StreamEvent> outbox, CancellationToken cancellation)
    {
        var topic = MqttNames.Input(_stream);
        var unanswered = new Queue<Task>(Window);
        await foreach (var item in outbox.ReadAllAsync(cancellation))
        {
            if (unanswered.Count == Window)
            {
                await unanswered.Dequeue();
            }

            var message = MqttMessages.Of(topic, item);
            _observer.Sent(item.Sequence, MonotonicClock.NowNs);
            Tally.Sent(item.Payload.Length);
            unanswered.Enqueue(PublishAsync(message, cancellation));
        }

        await Task.WhenAll(unanswered);
        Tally.Sent(0);
        await PublishAsync(MqttMessages.End(topic), cancellation);
    }

    /// <inheritdoc />
    public async Task ForgetAsync()
    {
        await DisposeAsync();
        await new BrokerControl(_broker.ControlPort)
            .ForgetAsync(MqttNames.Clients(_stream), CancellationToken.None);
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

    private static MqttClientOptionsBuilder Options(BrokerAddress broker, string clientId) =>
        new MqttClientOptionsBuilder()
            .WithEndPoint(new IPEndPoint(IPAddress.Loopback, broker.Port))
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(clientId);

    private async Task PublishAsync(MqttApplicationMessage message, CancellationToken cancellation)
    {
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
        if (MqttMessages.IsEnd(message))
        {
            Probes.Add(MqttMessages.WorkerOf(message), MqttMessages.PayloadOf(message).Span);
            Probes.End(partition: 0);
        }
        else
        {
            var output = MqttMessages.Read(message);
            Tally.Returned(output.Payload.Length);
            _observer.Returned(output, nowNs);
        }

        return Task.CompletedTask;
    }
}
