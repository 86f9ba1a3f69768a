using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Adapters;

/// <summary>What the report says of the platform, so that readers can weigh its asymmetries.</summary>
internal static class FaasFacts
{
    /// <summary>How an event reaches the function.</summary>
    public const string PerEvent =
        "one POST per event: a CloudEvent 1.0 in HTTP's binary mode, its payload as the body";

    /// <summary>How an event reaches it that brings those before it.</summary>
    public const string Replay = "one POST per event: framed events, those before it and itself as the last";

    /// <summary>How a batch reaches the function.</summary>
    public const string Batch = "one POST with the whole stream as framed events";

    /// <summary>Everything that is known before a stream.</summary>
    public static IReadOnlyDictionary<string, string> Of(
        SystemConfiguration configuration, string request, string build, string state)
    {
        var isolation = BoxKeys.IsolationOf(configuration);
        var inherits = isolation != Isolation.Docker;
        return new Dictionary<string, string>
        {
            ["codec"] = request,
            ["transport"] = "HTTP/1.1 over TCP loopback, then Unix socket"
                + (inherits ? "" : " in a mounted folder") + " (gateway: Kestrel and YARP)",
            ["copies_per_event"] = "4 through the kernel each way; in memory also the forwarder's buffers, the host's"
                + " body and its response",
            ["isolation_detail"] = Isolated(isolation),
            ["linking"] = build == "aot" ? "static, at a fixed address" : "by the runtime",
            ["outputs"] = "to the producer, as the answers to its requests",
            ["readiness"] = "an HTTP probe, GET /ready, sent when the host reports "
                + (inherits ? "on an inherited socket" : "over a socket in the mounted folder")
                + " that it listens, and again every 10 ms until it is answered with 200",
            ["control_build"] = "jit",
            ["concurrency"] = Concurrency(configuration),
            ["scaling"] = Scaling(configuration),
            ["delivery"] = "at most once: no retries",
            ["state"] = state,
        };
    }

    private static string Isolated(Isolation isolation) => isolation switch
    {
        Isolation.Bubblewrap => "bubblewrap: namespaces, read-only root, seccomp, no capabilities, no network",
        Isolation.Docker =>
            "Docker: a container, read-only root, default seccomp, no capabilities, no network",
        _ => "process: own session, wiped environment",
    };

    private static string Concurrency(SystemConfiguration configuration) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Value(configuration, "maxInstances", "1")} instances at most, {Value(configuration, "concurrency", "1")}"
        + $" requests at a time in each, first come first served at the gateway");

    private static string Scaling(SystemConfiguration configuration) =>
        $"from {Value(configuration, "minInstances", "0")}; one more where more requests wait than starting instances"
        + $" will take, at most {Value(configuration, "queue", "1")} wait; an instance ends after"
        + $" {Value(configuration, "idleTimeout", "60")} s without a request";

    private static string Value(SystemConfiguration configuration, string key, string otherwise) =>
        configuration.Text(key) is { Length: > 0 } value ? value : otherwise;
}
