using System.Net;
using Microsoft.AspNetCore.Http;

namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>
/// Refuses what a web page could send through its reader's browser: a name that somebody let point to this machine (DNS
/// rebinding), or a request of another origin. A body that is not JSON needs no permission of ours in a browser, so it
/// is refused as well.
/// </summary>
internal static class LoopbackOnly
{
    /// <summary>Why a request is refused, with its status, or null.</summary>
    public static (int Status, string Reason)? Refusal(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host))
        {
            return (StatusCodes.Status421MisdirectedRequest, "the Host header is not this machine's loopback");
        }

        if (request.Headers.Origin.Count > 0)
        {
            return (StatusCodes.Status403Forbidden, "requests of web pages are refused");
        }

        return HttpMethods.IsPost(request.Method) && !request.HasJsonContentType()
            ? (StatusCodes.Status415UnsupportedMediaType, "the body has to be application/json")
            : null;
    }

    private static bool IsLoopback(string host) =>
        host == "localhost"
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
