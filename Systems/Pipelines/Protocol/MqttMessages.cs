using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Eval.Systems.Sdk;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>
/// Events as MQTT 5 messages of QoS 1: the sequence is the correlation data (64 bits, little-endian), headers are user
/// properties, the payload is the payload. A message of content type <see cref="EndOfStream"/> ends a stream.
/// </summary>
public static class MqttMessages
{
    private const string EndOfStream = "end-of-stream";
    private const string Worker = "worker";

    /// <summary>An event for that topic; the payload is not copied.</summary>
    public static MqttApplicationMessage Of(string topic, StreamEvent item)
    {
        var sequence = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(sequence, item.Sequence);
        return new MqttApplicationMessage
        {
            Topic = topic,
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            CorrelationData = sequence,
            Payload = new ReadOnlySequence<byte>(item.Payload),
            UserProperties = item.Headers.Count == 0 ? null : [.. item.Headers.Select(Property)],
        };
    }

    /// <summary>The end of a stream: the producer's own, with nothing, or a worker's, with its probe log.</summary>
    /// <param name="topic">Where to.</param>
    /// <param name="log">The probe log.</param>
    /// <param name="workerId">The worker's process.</param>
    public static MqttApplicationMessage End(string topic, ReadOnlyMemory<byte> log = default, int workerId = 0) =>
        new()
        {
            Topic = topic,
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            ContentType = EndOfStream,
            UserProperties = [Property(KeyValuePair.Create(Worker, workerId.ToString(CultureInfo.InvariantCulture)))],
            Payload = new ReadOnlySequence<byte>(log),
        };

    /// <summary>The worker that a message of <see cref="End"/> came from.</summary>
    /// <exception cref="FormatException">It names none.</exception>
    public static int WorkerOf(MqttApplicationMessage message) =>
        message.UserProperties?.Select(Header).FirstOrDefault(header => header.Key == Worker).Value is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : throw new FormatException($"an end of stream on {message.Topic} names no worker");

    /// <summary>Whether that message ends its stream.</summary>
    public static bool IsEnd(MqttApplicationMessage message) => message.ContentType == EndOfStream;

    /// <summary>The event in that message.</summary>
    /// <exception cref="FormatException">It carries no sequence.</exception>
    public static StreamEvent Read(MqttApplicationMessage message)
    {
        if (message.CorrelationData is not { Length: sizeof(long) } sequence)
        {
            throw new FormatException($"a message on {message.Topic} carries no sequence");
        }

        var headers = message.UserProperties is { Count: > 0 } properties
            ? new EventHeaders([.. properties.Select(Header)])
            : default;
        return new StreamEvent(BinaryPrimitives.ReadInt64LittleEndian(sequence), PayloadOf(message), headers);
    }

    /// <summary>The payload in one piece; it is copied only where it came in several.</summary>
    public static ReadOnlyMemory<byte> PayloadOf(MqttApplicationMessage message) =>
        message.Payload.IsSingleSegment ? message.Payload.First : message.Payload.ToArray();

    private static MqttUserProperty Property(KeyValuePair<string, string> header) =>
        new(header.Key, System.Text.Encoding.UTF8.GetBytes(header.Value));

    private static KeyValuePair<string, string> Header(MqttUserProperty property) =>
        new(property.Name, property.ReadValueAsString());
}
