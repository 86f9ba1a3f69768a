using System.Globalization;
using System.Net;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>What a function answered an event with (<see cref="FaasProtocol.EventRoute"/>).</summary>
internal static class FaasAnswer
{
    /// <summary>The outputs: none, one that is a CloudEvent, or several in one body.</summary>
    /// <exception cref="ProtocolException">The answer is something else.</exception>
    public static IReadOnlyList<StreamEvent> Outputs(HttpResponseMessage answer, byte[] body)
    {
        if (answer.StatusCode == HttpStatusCode.NoContent)
        {
            return [];
        }

        var headers = answer.Headers.NonValidated;
        if (!headers.Contains(CloudEventHeader.SpecVersion))
        {
            return EventBody.Decode(body);
        }

        return long.TryParse(
            Value(CloudEventHeader.Sequence), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? [new StreamEvent(sequence, body, EventHeaderText.Parse(Value(FaasProtocol.EventHeader)))]
            : throw new ProtocolException(
                ProtocolError.Malformed, $"{CloudEventHeader.Sequence} cannot be '{Value(CloudEventHeader.Sequence)}'");

        string Value(string name) => headers.TryGetValues(name, out var values) ? values.ToString() : "";
    }
}
