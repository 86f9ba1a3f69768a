using System.Text.Json;
using System.Text.Json.Serialization;
using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Storage;

/// <summary>The events of a stream as a JSON array. They are gathered in memory that the thread keeps, so that a trial
/// costs one array of its size: lists that grow would leave twice of it behind as large objects.</summary>
internal sealed class EventListJson : JsonConverter<IReadOnlyList<EventStamps>>
{
    private const int MostKept = 100_000;

    private static readonly EventStampsJson Stamps = new();

    [ThreadStatic]
    private static List<EventStamps>? _gathered;

    /// <inheritdoc/>
    public override IReadOnlyList<EventStamps> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("events are an array");
        }

        var gathered = _gathered ??= [];
        gathered.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            gathered.Add(Stamps.Read(ref reader, typeof(EventStamps), options));
        }

        _gathered = gathered.Count > MostKept ? null : gathered;
        return gathered.ToArray();
    }

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, IReadOnlyList<EventStamps> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var stamps in value)
        {
            Stamps.Write(writer, stamps, options);
        }

        writer.WriteEndArray();
    }
}
