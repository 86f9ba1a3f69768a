using System.Text.Json;
using System.Text.Json.Serialization;
using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Storage;

/// <summary>An event's stamps as JSON, in the same text as any other record. A journal is made of these, and the
/// serializer, which boxes each argument of a constructor, would take most of the time that reading takes.</summary>
internal sealed class EventStampsJson : JsonConverter<EventStamps>
{
    // The instance is that of the event before, as a rule: its name need not be made again.
    [ThreadStatic]
    private static string? _lastInstance;

    /// <inheritdoc/>
    public override EventStamps Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("stamps are an object");
        }

        var stamps = new Draft();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            stamps.Take(ref reader);
        }

        return stamps.ToStamps();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EventStamps value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence"u8, value.Sequence);
        writer.WriteNumber("scheduledNs"u8, value.ScheduledNs);
        WriteStamp(writer, "createdNs"u8, value.CreatedNs);
        WriteStamp(writer, "sentNs"u8, value.SentNs);
        WriteStamp(writer, "receivedNs"u8, value.ReceivedNs);
        WriteStamp(writer, "processedNs"u8, value.ProcessedNs);
        WriteStamp(writer, "returnedNs"u8, value.ReturnedNs);
        writer.WriteNumber("outputs"u8, value.Outputs);
        writer.WriteNumber("deliveries"u8, value.Deliveries);
        if (value.InstanceId is { } instance)
        {
            writer.WriteString("instanceId"u8, instance);
        }

        WriteStamp(writer, "lastReturnedNs"u8, value.LastReturnedNs);
        writer.WriteEndObject();
    }

    private static void WriteStamp(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? nanoseconds)
    {
        if (nanoseconds is { } ns)
        {
            writer.WriteNumber(name, ns);
        }
    }

    /// <summary>Stamps under construction.</summary>
    private struct Draft
    {
        private long _sequence;
        private long _scheduledNs;
        private long? _createdNs;
        private long? _sentNs;
        private long? _receivedNs;
        private long? _processedNs;
        private long? _returnedNs;
        private long? _lastReturnedNs;
        private int _outputs;
        private int _deliveries;
        private string? _instanceId;

        /// <summary>Takes the property at which the reader is, with its value; one that is not known is skipped.
        /// </summary>
        public void Take(ref Utf8JsonReader reader)
        {
            _ = TakeNumber(ref reader, "sequence"u8, ref _sequence)
                || TakeNumber(ref reader, "scheduledNs"u8, ref _scheduledNs)
                || TakeStamp(ref reader, "createdNs"u8, ref _createdNs)
                || TakeStamp(ref reader, "sentNs"u8, ref _sentNs)
                || TakeStamp(ref reader, "receivedNs"u8, ref _receivedNs)
                || TakeStamp(ref reader, "processedNs"u8, ref _processedNs)
                || TakeStamp(ref reader, "returnedNs"u8, ref _returnedNs)
                || TakeCount(ref reader, "outputs"u8, ref _outputs)
                || TakeCount(ref reader, "deliveries"u8, ref _deliveries)
                || TakeInstance(ref reader)
                || TakeStamp(ref reader, "lastReturnedNs"u8, ref _lastReturnedNs)
                || Skip(ref reader);
        }

        public readonly EventStamps ToStamps() => new(
            _sequence, _scheduledNs, _createdNs, _sentNs, _receivedNs, _processedNs, _returnedNs, _outputs, _deliveries,
            _instanceId)
        {
            LastReturnedNs = _lastReturnedNs,
        };

        private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
            reader.ValueTextEquals(name) && reader.Read();

        private static bool TakeNumber(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref long value)
        {
            if (!Is(ref reader, name))
            {
                return false;
            }

            value = reader.GetInt64();
            return true;
        }

        private static bool TakeStamp(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref long? value)
        {
            if (!Is(ref reader, name))
            {
                return false;
            }

            value = reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();
            return true;
        }

        private static bool TakeCount(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref int value)
        {
            if (!Is(ref reader, name))
            {
                return false;
            }

            value = reader.GetInt32();
            return true;
        }

        private bool TakeInstance(ref Utf8JsonReader reader)
        {
            if (!Is(ref reader, "instanceId"u8))
            {
                return false;
            }

            var isSame = reader.TokenType == JsonTokenType.String
                && _lastInstance is { } last && reader.ValueTextEquals(last);
            _instanceId = isSame ? _lastInstance : _lastInstance = reader.GetString();
            return true;
        }

        private static bool Skip(ref Utf8JsonReader reader)
        {
            reader.Skip();
            return true;
        }
    }
}
