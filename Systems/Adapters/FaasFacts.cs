using Eval.Systems.Sandboxes;

namespace Eval.Systems.Adapters;

/// <summary>What the report says of the platform, so that readers can weigh its asymmetries.</summary>
internal static class FaasFacts
{
    /// <summary>Everything that is known before a stream.</summary>
    public static IReadOnlyDictionary<string, string> Of(string request, string build, Isolation isolation) =>
        new Dictionary<string, string>
        {
            ["codec"] = request,
            ["transport"] = "HTTP/1.1 over TCP loopback, then Unix socket"
                + (isolation == Isolation.Docker ? " in a mounted folder" : "") + " (gateway: Kestrel and YARP)",
            ["copies_per_event"] = "4 through the kernel each way; in memory also the forwarder's buffers, the host's"
                + " body and its response",
            ["isolation_detail"] = isolation == Isolation.Docker
                ? "Docker: a container, read-only root, default seccomp, no capabilities, no network"
                : "process: own session, wiped environment, cgroup limits; it keeps the gateway's user",
            ["linking"] = build == "aot" ? "static, at a fixed address" : "by the runtime",
            ["outputs"] = "to the producer, as the answers to its requests",
            ["readiness"] = isolation == Isolation.Docker
                ? "the host reports over a socket in the mounted folder when it listens; nothing is polled"
                : "the host reports on an inherited socket when it listens; nothing is polled",
            ["control_build"] = "jit",
            ["concurrency"] = "1 instance, 1 request at a time, first come first served at the gateway",
            ["delivery"] = "at most once: no retries",
        };
}
