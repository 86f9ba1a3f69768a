using System.Globalization;

namespace Eval.Systems.Adapters;

/// <summary>What the report says of a function by URL: how it is asked, and that nothing is known behind that.
/// </summary>
internal static class HttpFunctionFacts
{
    /// <summary>Everything that is known before a stream.</summary>
    public static IReadOnlyDictionary<string, string> Of(Uri url, bool isBatch) => new Dictionary<string, string>
    {
        ["codec"] = isBatch
            ? "one POST with the whole stream as framed events"
            : "one POST per event, its payload as the body",
        ["transport"] = url.Scheme == Uri.UriSchemeHttps ? "HTTP/1.1 over TLS" : "HTTP/1.1 over TCP",
        ["copies_per_event"] = "2 through this host's kernel each way; beyond it nobody here sees",
        ["isolation_detail"] = "whatever is behind the URL",
        ["linking"] = "whatever is behind the URL",
        ["scaling"] = "whatever the platform behind the URL does",
        ["outputs"] = isBatch ? "to the producer, as the answer" : "to the producer, as the answers to its requests",
        ["readiness"] = "not seen; requests wait at the other side",
        ["concurrency"] = isBatch
            ? "1 request"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"each event at once, on up to {HttpFunctionSystem.MostConnections} connections"),
        ["delivery"] = "at most once: no retries, no redirects",
        ["stamps"] = "boundary: the returns at the producer",
    };
}
