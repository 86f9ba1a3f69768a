using System.Globalization;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.FaasHost;

/// <summary>What a request's headers say of its stream and its body.</summary>
/// <param name="Stream">The stream's identity; empty where an event comes alone.</param>
/// <param name="ExpectedEvents">How many events the stream has; 0 where nobody says.</param>
/// <param name="BodyLength">Bytes of the body.</param>
internal sealed record RequestHead(string Stream, int ExpectedEvents, int BodyLength)
{
    private const int LongestStream = 64;

    /// <summary>Reads them.</summary>
    /// <exception cref="BadHttpRequestException">One is wrong, or the body is too large.</exception>
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
        var expected = request.Headers[FaasProtocol.ExpectedEventsHeader].ToString();
        return new RequestHead(
            stream.Length <= LongestStream ? stream : throw Wrong(FaasProtocol.StreamHeader, stream),
            expected.Length == 0
                ? 0
                : (int)Math.Min(int.MaxValue, Number(FaasProtocol.ExpectedEventsHeader, expected)),
            (int)length);
    }

    /// <summary>The number that this header holds.</summary>
    /// <exception cref="BadHttpRequestException">It holds none.</exception>
    public static long Number(string name, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(name, text);

    private static BadHttpRequestException Wrong(string name, string value) => new($"{name} cannot be '{value}'");
}
