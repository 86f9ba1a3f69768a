using System.Net;
using Akka.Streams;
using Eval.Systems.Pipelines.Protocol;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The worker's one connection to the broker: events come in over it, and outputs go out over it.</summary>
internal sealed class BrokerSession : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    /// <summary>Deliveries wait for this, so that none precedes the graph.</summary>
    private readonly TaskCompletionSource<ISourceQueueWithComplete<Delivery>> _graph =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BrokerSession()
    {
        _client.ApplicationMessageReceivedAsync += async received =>
        {
            received.AutoAcknowledge = false;

            // The client calls one handler at a time, so an offer that waits for room holds the next message back.
            var graph = await _graph.Task;
            await graph.OfferAsync(new Delivery(received.ApplicationMessage, received.AcknowledgeAsync));
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
    public static async Task<BrokerSession> ResumeAsync(SourceOperator source)
    {
        var session = new BrokerSession();
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

    /// <summary>From now on deliveries enter that graph.</summary>
    public void DeliverTo(ISourceQueueWithComplete<Delivery> graph) => _graph.SetResult(graph);

    /// <summary>Publishes, and returns once the broker has it.</summary>
    /// <exception cref="IOException">The broker refused it.</exception>
    public async Task PublishAsync(MqttApplicationMessage message)
    {
        var answer = await _client.PublishAsync(message);
        if (!answer.IsSuccess)
        {
            throw new IOException($"the broker refused a message on {message.Topic}: {answer.ReasonCode}");
        }
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
}
