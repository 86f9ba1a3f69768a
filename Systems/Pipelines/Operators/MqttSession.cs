using System.Net;
using Akka.Streams;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The worker at an MQTT broker: the deliveries of the session that the broker keeps for it.</summary>
internal sealed class MqttSession : IBrokerSession
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    /// <summary>Deliveries wait for this, so that none precedes the graph.</summary>
    private readonly TaskCompletionSource<ISourceQueueWithComplete<Delivery>> _graph =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MqttSession()
    {
        _client.ApplicationMessageReceivedAsync += async received =>
        {
            received.AutoAcknowledge = false;

            // The client calls one handler at a time, so an offer that waits for room holds the next message back.
            var graph = await _graph.Task;
            await OfferAsync(graph, received);
        };
        _client.DisconnectedAsync += async lost =>
        {
            var graph = await _graph.Task;
            graph.Fail(new IOException($"the connection to the broker was lost: {lost.ReasonString ?? "closed"}"));
        };
    }

    /// <summary>Connects, and resumes the session that the broker keeps under that name.</summary>
    /// <exception cref="IOException">The broker keeps no such session, so events would be lost.</exception>
    /// <exception cref="MqttCommunicationException">There is no broker.</exception>
    public static async Task<MqttSession> ResumeAsync(MqttSource source)
    {
        var session = new MqttSession();
        var answer = await session._client.ConnectAsync(new MqttClientOptionsBuilder()
            .WithEndPoint(new IPEndPoint(IPAddress.Loopback, source.BrokerPort))
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(source.ClientId)
            .WithCleanStart(false)
            .WithSessionExpiryInterval(uint.MaxValue)
            .Build());
        if (!answer.IsSessionPresent)
        {
            await session.DisposeAsync();
            throw new IOException($"the broker keeps no session for '{source.ClientId}'");
        }

        return session;
    }

    /// <inheritdoc />
    public void DeliverTo(ISourceQueueWithComplete<Delivery> graph) => _graph.SetResult(graph);

    /// <inheritdoc />
    public Task PublishAsync(SinkOperator sink, StreamEvent output) =>
        PublishAsync(MqttMessages.Of(sink.Topic, output));

    /// <inheritdoc />
    public Task PublishEndAsync(SinkOperator sink, ReadOnlyMemory<byte> trailer) =>
        PublishAsync(MqttMessages.End(sink.Topic, trailer));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            await _client.DisconnectAsync();
        }

        _client.Dispose();
    }

    private async Task PublishAsync(MqttApplicationMessage message)
    {
        var answer = await _client.PublishAsync(message);
        if (!answer.IsSuccess)
        {
            throw new IOException($"the broker refused a message on {message.Topic}: {answer.ReasonCode}");
        }
    }

    private static async Task OfferAsync(
        ISourceQueueWithComplete<Delivery> graph, MqttApplicationMessageReceivedEventArgs received)
    {
        var message = received.ApplicationMessage;
        try
        {
            await graph.OfferAsync(new Delivery(
                MqttMessages.IsEnd(message) ? null : MqttMessages.Read(message), received.AcknowledgeAsync));
        }
        catch (FormatException failure)
        {
            graph.Fail(failure);
        }
    }
}
