using System.Globalization;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.FaasHost;

/// <summary>What a request's headers say.</summary>
/// <param name="Stream">The stream's identity.</param>
/// <param name="Sequence">The event's position, 0 for a batch.</param>
/// <param name="ExpectedEvents">How many events the stream has.</param>
/// <param name="EventHeaders">The event's own headers.</param>
/// <param name="BodyLength">Bytes of the body.</param>
internal sealed record RequestHead(
    string Stream, long Sequence, int ExpectedEvents, EventHeaders EventHeaders, int BodyLength)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="BadHttpRequestException">One is missing or wrong, or the body is too large.</exception>
    public static RequestHead Read(HttpRequest request, long maxBodyBytes)
    {
        if (request.ContentLength is not { } length)
        {
            throw new BadHttpRequestException("a length is required", StatusCodes.Status411LengthRequired);
        }

        if (length > Math.Min(maxBodyBytes, Array.MaxLength))
        {
            throw new BadHttpRequestException(
                $"a body of {length} bytes, where {maxBodyBytes} are allowed", StatusCodes.Status413PayloadTooLarge);
        }

        var stream = request.Headers[FaasProtocol.StreamHeader].ToString();
        var sequence = request.Headers[FaasProtocol.SequenceHeader].ToString();
        return new RequestHead(
            stream.Length is > 0 and <= 64 ? stream : throw Wrong(FaasProtocol.StreamHeader, stream),
            sequence.Length == 0 ? 0 : Number(FaasProtocol.SequenceHeader, sequence),
            (int)Math.Min(int.MaxValue, Number(
                FaasProtocol.ExpectedEventsHeader, request.Headers[FaasProtocol.ExpectedEventsHeader].ToString())),
            HeadersOf(request),
            (int)length);
    }

    private static EventHeaders HeadersOf(HttpRequest request)
    {
        // Clients may join repeated headers with commas, which percent-encoded names and values never hold.
        var pairs = request.Headers[FaasProtocol.EventHeader].ToString();
        return pairs.Length == 0
            ? default
            : new EventHeaders([.. pairs.Split(',', StringSplitOptions.TrimEntries).Select(Split)]);
    }

    private static KeyValuePair<string, string> Split(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return at < 0
            ? throw Wrong(FaasProtocol.EventHeader, pair)
            : new(Uri.UnescapeDataString(pair[..at]), Uri.UnescapeDataString(pair[(at + 1)..]));
    }

    private static long Number(string name, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(name, text);

    private static BadHttpRequestException Wrong(string name, string value) => new($"{name} cannot be '{value}'");
}
