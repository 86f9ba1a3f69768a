namespace Eval.Systems.Adapters;

/// <summary>What the report says of the independent runtimes.</summary>
internal static class HttpRuntimeFacts
{
    /// <summary>What both have in common.</summary>
    public static IReadOnlyDictionary<string, string> Common { get; } = new Dictionary<string, string>
    {
        ["codec"] = "one POST per event, its payload as the body",
        ["transport"] = "HTTP/1.1 over a Unix socket, straight to the runtime: no gateway",
        ["copies_per_event"] = "2 through the kernel each way; in memory also the runtime's body and its response",
        ["isolation_detail"] = "process: own session, wiped environment, cgroup limits; it keeps the harness's user",
        ["linking"] = "the JavaScript is compiled by V8 as it runs",
        ["outputs"] = "to the producer, as the answers to its requests",
        ["control_build"] = "jit",
        ["concurrency"] = "1 instance, 1 connection, 1 request at a time; events wait at the producer",
        ["scaling"] = "none: one runtime for each stream, without gateway, activator and autoscaler",
        ["delivery"] = "at most once: no retries",
    };
}
