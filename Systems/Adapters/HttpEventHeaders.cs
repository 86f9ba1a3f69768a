using System.Globalization;
using System.Net.Http.Headers;
using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>
/// An event's attributes as headers of its request: a CloudEvent in HTTP's binary mode (CloudEvents 1.0.2, HTTP Protocol
/// Binding, Section 3.1), whose data is the body, so that functions of either signature take it.
/// </summary>
internal static class HttpEventHeaders
{
    /// <summary>Adds them.</summary>
    public static void Add(HttpRequestHeaders headers, StreamRequest request, long sequence)
    {
        headers.TryAddWithoutValidation("ce-specversion", "1.0");
        headers.TryAddWithoutValidation("ce-type", "eval.input");
        headers.TryAddWithoutValidation("ce-source", $"/streams/{request.StreamId}");
        headers.TryAddWithoutValidation("ce-id", sequence.ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation("ce-sequence", sequence.ToString("D10", CultureInfo.InvariantCulture));
    }
}
