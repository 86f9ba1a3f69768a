using System.Globalization;
using Eval.Systems.Sdk;
using Microsoft.Extensions.Primitives;
using NATS.Client.Core;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>
/// Events as NATS messages: the payload is the payload, the sequence is the header <see cref="Sequence"/> (decimal),
/// and each header of the event is one <see cref="EventHeader"/>: name=value, both percent-encoded, since NATS headers
/// are ASCII. A message with the header <see cref="EndOfStream"/> ends a stream.
/// </summary>
public static class JetStreamMessages
{
    private const string Sequence = "Eval-Sequence";
    private const string EventHeader = "Eval-Event-Header";
    private const string EndOfStream = "Eval-End-Of-Stream";

    /// <summary>What is said of an event beside its payload.</summary>
    public static NatsHeaders HeadersOf(StreamEvent item)
    {
        var headers = new NatsHeaders { [Sequence] = item.Sequence.ToString(CultureInfo.InvariantCulture) };
        if (item.Headers.Count > 0)
        {
            headers[EventHeader] = new StringValues([.. item.Headers.Select(
                header => $"{Uri.EscapeDataString(header.Key)}={Uri.EscapeDataString(header.Value)}")]);
        }

        return headers;
    }

    /// <summary>What is said of an end of stream; its payload is the function's trailer or nothing.</summary>
    public static NatsHeaders EndHeaders() => new() { [EndOfStream] = "1" };

    /// <summary>Whether that message ends its stream.</summary>
    public static bool IsEnd(NatsHeaders? headers) => headers?.ContainsKey(EndOfStream) == true;

    /// <summary>The event in a message; the payload is not copied.</summary>
    /// <exception cref="FormatException">It carries no sequence, or a header without a value.</exception>
    public static StreamEvent Read(NatsHeaders? headers, ReadOnlyMemory<byte> payload)
    {
        if (headers is null || !headers.TryGetValue(Sequence, out var text)
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            throw new FormatException("a message carries no sequence");
        }

        return headers.TryGetValue(EventHeader, out var pairs)
            ? new StreamEvent(sequence, payload, new EventHeaders([.. pairs.Select(pair => Header(pair!))]))
            : new StreamEvent(sequence, payload);
    }

    private static KeyValuePair<string, string> Header(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return at < 0
            ? throw new FormatException($"the header '{pair}' is not name=value")
            : new(Uri.UnescapeDataString(pair[..at]), Uri.UnescapeDataString(pair[(at + 1)..]));
    }
}
