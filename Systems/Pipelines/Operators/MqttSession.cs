using System.Net;
using System.Threading.Channels;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The worker at an MQTT broker: the deliveries of the session that the broker keeps for it. Nobody takes it
/// over, so the probe's records go out at the end, with it.</summary>
internal sealed class MqttSession : IBrokerSession
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _ended;
    private readonly List<ProbeRecord> _records = [];

    /// <summary>Deliveries wait for this, so that none precedes the graph.</summary>
    private readonly TaskCompletionSource<ChannelWriter<Delivery>> _entry =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MqttSession()
    {
        _ended = _end.Token;
        _client.ApplicationMessageReceivedAsync += async received =>
        {
            received.AutoAcknowledge = false;

            // The client calls one handler at a time, so a write that waits for room holds the next message back.
            await EnterAsync(await _entry.Task, received);
        };
        _client.DisconnectedAsync += async lost =>
        {
            var entry = await _entry.Task;
            entry.TryComplete(
                new IOException($"the connection to the broker was lost: {lost.ReasonString ?? "closed"}"));
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
    public void DeliverTo(ChannelWriter<Delivery> entry) => _entry.SetResult(entry);

    /// <inheritdoc />
    public ValueTask RecordAsync(SinkOperator sink, IReadOnlyList<ProbeRecord> records)
    {
        _records.AddRange(records);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask PublishAsync(SinkOperator sink, StreamEvent output) =>
        new(PublishAsync(MqttMessages.Of(sink.Topic, output)));

    /// <inheritdoc />
    public ValueTask EndAsync(SinkOperator sink) =>
        new(PublishAsync(MqttMessages.End(sink.Topic, ProbeLog.Encode(_records), Environment.ProcessId)));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_client.IsConnected)
        {
            await _client.DisconnectAsync();
        }

        _client.Dispose();
        _end.Dispose();
    }

    private async Task PublishAsync(MqttApplicationMessage message)
    {
        var answer = await _client.PublishAsync(message);
        if (!answer.IsSuccess)
        {
            throw new IOException($"the broker refused a message on {message.Topic}: {answer.ReasonCode}");
        }
    }

    private async Task EnterAsync(ChannelWriter<Delivery> entry, MqttApplicationMessageReceivedEventArgs received)
    {
        var message = received.ApplicationMessage;
        try
        {
            var delivery = new Delivery(
                MqttMessages.IsEnd(message) ? null : MqttMessages.Read(message),
                () => new ValueTask(received.AcknowledgeAsync(CancellationToken.None)));
            await entry.WriteAsync(delivery, _ended);
        }
        catch (FormatException failure)
        {
            entry.TryComplete(failure);
        }
        catch (Exception over) when (over is OperationCanceledException or ChannelClosedException)
        {
            // The job has ended, or the connection was lost, which its own handler has told.
        }
    }
}
