using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Eval.Tests.Systems.Brokers;

/// <summary>An MQTT client that keeps what it is sent, numbered messages, and acknowledges only what it is told
/// to.</summary>
internal sealed class BrokerClient : IAsyncDisposable
{
    public const string Topic = "streams/test/in";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Channel<(int Number, Func<Task> Acknowledge)> _received =
        Channel.CreateUnbounded<(int, Func<Task>)>();

    private bool _crashed;

    private BrokerClient()
    {
        _client.ApplicationMessageReceivedAsync += message =>
        {
            message.AutoAcknowledge = false;
            var number = int.Parse(message.ApplicationMessage.ConvertPayloadToString(), CultureInfo.InvariantCulture);
            _received.Writer.TryWrite((number, () => message.AcknowledgeAsync(CancellationToken.None)));
            return Task.CompletedTask;
        };
    }

    /// <summary>Connects under that name; a session of the name is resumed, and kept after the connection.</summary>
    public static async Task<BrokerClient> ConnectAsync(int port, string clientId, bool subscribe = false)
    {
        var client = new BrokerClient();
        await client._client.ConnectAsync(new MqttClientOptionsBuilder()
            .WithEndPoint(new IPEndPoint(IPAddress.Loopback, port))
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(clientId)
            .WithCleanStart(false)
            .WithSessionExpiryInterval(uint.MaxValue)
            .Build());
        if (subscribe)
        {
            await client._client.SubscribeAsync(Topic, MqttQualityOfServiceLevel.AtLeastOnce);
        }

        return client;
    }

    /// <summary>Has the broker keep a session that subscribes to the topic, and leaves.</summary>
    public static async Task KeepSessionAsync(int port, string clientId)
    {
        await using var client = await ConnectAsync(port, clientId, subscribe: true);
    }

    /// <summary>Publishes those numbers, QoS 1, up to 64 ahead of the answers, and says how many the broker claimed to
    /// have.</summary>
    public async Task<int> PublishAsync(int from, int count)
    {
        var successes = 0;
        foreach (var some in Enumerable.Range(from, count).Chunk(64))
        {
            var answers = await Task.WhenAll(some.Select(number => _client.PublishAsync(new MqttApplicationMessage
            {
                Topic = Topic,
                QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                PayloadSegment = Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
            })));
            successes += answers.Count(answer => answer.ReasonCode == MqttClientPublishReasonCode.Success);
        }

        return successes;
    }

    /// <summary>The next numbers that it was sent; the first of them are acknowledged.</summary>
    public async Task<int[]> ReceiveAsync(int count, int acknowledge)
    {
        using var limit = new CancellationTokenSource(Limit);
        var numbers = new int[count];
        for (var i = 0; i < count; i++)
        {
            var (number, acknowledgeAsync) = await _received.Reader.ReadAsync(limit.Token);
            numbers[i] = number;
            if (i < acknowledge)
            {
                await acknowledgeAsync();
            }
        }

        return numbers;
    }

    /// <summary>Drops the connection without a word, as a killed process does.</summary>
    public void Crash()
    {
        _crashed = true;
        _client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_crashed)
        {
            await _client.DisconnectAsync();
            _client.Dispose();
        }
    }
}
