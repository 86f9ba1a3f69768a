using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.FaasHost;

/// <summary>The attributes of a CloudEvent in binary mode, as far as they matter here; values stay as they are encoded.
/// </summary>
/// <param name="Id">Unique in its source.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Sequence">Its position in its stream, 0 where it has none.</param>
/// <param name="EventHeaders">The event's own headers.</param>
internal sealed record CloudEventHead(string Id, string Source, long Sequence, EventHeaders EventHeaders)
{
    private const string Structured = "application/cloudevents";

    /// <summary>Reads them.</summary>
    /// <exception cref="BadHttpRequestException">A required one is missing, or it is no event in binary mode.
    /// </exception>
    /// <exception cref="ProtocolException">A header of the event has no value.</exception>
    public static CloudEventHead Read(HttpRequest request)
    {
        if (request.ContentType?.StartsWith(Structured, StringComparison.OrdinalIgnoreCase) == true)
        {
            throw new BadHttpRequestException(
                "CloudEvents are taken in binary mode alone", StatusCodes.Status415UnsupportedMediaType);
        }

        var headers = request.Headers;
        if (Required(headers, CloudEventHeader.SpecVersion) is not CloudEventHeader.Version and var other)
        {
            throw new BadHttpRequestException(
                $"CloudEvents {CloudEventHeader.Version} are spoken here, not {other}");
        }

        _ = Required(headers, CloudEventHeader.Type);
        var sequence = headers[CloudEventHeader.Sequence].ToString();
        return new CloudEventHead(
            Required(headers, CloudEventHeader.Id),
            Required(headers, CloudEventHeader.Source),
            sequence.Length == 0 ? 0 : RequestHead.Number(CloudEventHeader.Sequence, sequence),
            EventHeaderText.Parse(headers[FaasProtocol.EventHeader].ToString()));
    }

    private static string Required(IHeaderDictionary headers, string name) =>
        headers[name].ToString() is { Length: > 0 } value
            ? value
            : throw new BadHttpRequestException($"{name} is missing: no CloudEvent in binary mode");
}
