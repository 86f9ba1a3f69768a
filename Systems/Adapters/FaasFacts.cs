using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>What the report says of the platform, so that readers can weigh its asymmetries.</summary>
internal static class FaasFacts
{
    /// <summary>Everything that is known before a stream.</summary>
    public static IReadOnlyDictionary<string, string> Of(string request, string build) =>
        new Dictionary<string, string>
        {
            ["codec"] = request,
            ["transport"] = "HTTP/1.1 over TCP loopback, then Unix socket (gateway: Kestrel and YARP)",
            ["copies_per_event"] = "4 through the kernel each way; in memory also the forwarder's buffers, the host's"
                + " body and its response",
            ["isolation_detail"] = "process: own session, wiped environment",
            ["linking"] = build == "aot" ? "dynamic, position-independent" : "by the runtime",
            ["readiness"] = "the host reports on an inherited socket when it listens; nothing is polled",
            ["control_build"] = "jit",
            ["concurrency"] = "1 instance, 1 request at a time, first come first served at the gateway",
            ["delivery"] = "at most once: no retries",
        };
}
