using System.Globalization;
using Eval.Systems.Sdk;
using Microsoft.Extensions.Primitives;
using NATS.Client.Core;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>
/// Events as NATS messages: the payload is the payload, the sequence is the header <see cref="Sequence"/> (decimal),
/// and each header of the event is one <see cref="EventHeader"/>: name=value, both percent-encoded, since NATS headers
/// are ASCII. A message with the header <see cref="EndOfStream"/> (a partition) ends that partition; one with the
/// header <see cref="ProbeOf"/> (a worker's process) holds a probe log of that worker.
/// </summary>
public static class JetStreamMessages
{
    private const string Sequence = "Eval-Sequence";
    private const string EventHeader = "Eval-Event-Header";
    private const string EndOfStream = "Eval-End-Of-Stream";
    private const string ProbeOf = "Eval-Probe-Of";

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

    /// <summary>What is said of the end of a partition; it has no payload.</summary>
    public static NatsHeaders EndHeaders(int partition) => new() { [EndOfStream] = Text(partition) };

    /// <summary>The partition that the message ends, or null: it ends none.</summary>
    public static int? EndOf(NatsHeaders? headers) => Number(headers, EndOfStream);

    /// <summary>What is said of a probe log.</summary>
    public static NatsHeaders ProbeHeaders(int workerId) => new() { [ProbeOf] = Text(workerId) };

    /// <summary>The worker whose probe log the message holds, or null: it holds none.</summary>
    public static int? ProbeWorkerOf(NatsHeaders? headers) => Number(headers, ProbeOf);

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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(NatsHeaders? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static KeyValuePair<string, string> Header(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return at < 0
            ? throw new FormatException($"the header '{pair}' is not name=value")
            : new(Uri.UnescapeDataString(pair[..at]), Uri.UnescapeDataString(pair[(at + 1)..]));
    }
}
