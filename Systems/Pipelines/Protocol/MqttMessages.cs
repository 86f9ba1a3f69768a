using System.Buffers;
using System.Buffers.Binary;
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

    /// <summary>The end of a stream, with the function's trailer or nothing.</summary>
    public static MqttApplicationMessage End(string topic, ReadOnlyMemory<byte> trailer) => new()
    {
        Topic = topic,
        QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
        ContentType = EndOfStream,
        Payload = new ReadOnlySequence<byte>(trailer),
    };

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
