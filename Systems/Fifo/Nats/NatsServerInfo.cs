using System.Text.Json;

namespace Eval.Systems.Fifo.Nats;

/// <summary>What a server says of itself in INFO.</summary>
/// <param name="Version">Its version.</param>
/// <param name="MaximumPayload">The largest message that it takes, bytes.</param>
/// <param name="TakesHeaders">Whether messages may have headers.</param>
/// <param name="NeedsTls">Whether it refuses connections without TLS.</param>
/// <param name="ClientId">Its number for this connection, as in its monitoring (/connz).</param>
public sealed record NatsServerInfo(
    string Version, int MaximumPayload, bool TakesHeaders, bool NeedsTls, long ClientId)
{
    /// <summary>The information in that JSON object; a field that is not there has its default.</summary>
    /// <exception cref="JsonException">It is not an object, or a field has another type.</exception>
    public static NatsServerInfo Read(ReadOnlySpan<byte> json)
    {
        var info = new NatsServerInfo("", 0, false, false, 0);
        var reader = new Utf8JsonReader(json);
        try
        {
            Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                info = info.With(ref reader);
            }

            Expect(reader.TokenType == JsonTokenType.EndObject);
            return info;
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException)
        {
            throw new JsonException("a field of INFO has an unexpected type", failure);
        }
    }

    private NatsServerInfo With(ref Utf8JsonReader field)
    {
        var name = field.GetString();
        field.Read();
        switch (name)
        {
            case "version":
                return this with { Version = field.GetString() ?? "" };
            case "max_payload":
                return this with { MaximumPayload = field.GetInt32() };
            case "headers":
                return this with { TakesHeaders = field.GetBoolean() };
            case "tls_required":
                return this with { NeedsTls = field.GetBoolean() };
            case "client_id":
                return this with { ClientId = field.GetInt64() };
            default:
                field.Skip();
                return this;
        }
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new JsonException("INFO is not a JSON object");
        }
    }
}
