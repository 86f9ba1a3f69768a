namespace Eval.Systems.Adapters;

/// <summary>What the report says of the runtime, so that readers can weigh its asymmetries.</summary>
internal static class StreamFunctionFacts
{
    /// <summary>Everything that is known before a stream.</summary>
    public static IReadOnlyDictionary<string, string> Of(string build) =>
        new Dictionary<string, string>
        {
            ["isolation_detail"] = "process: own session, wiped environment",
            ["linking"] = build == "aot" ? "static, at a fixed address" : "by the runtime",
            ["transport"] = "Unix socket, relayed by the control plane over a socket pair",
            ["codec"] = "length-prefixed frames",
            ["copies_per_event"] = "4 through the kernel each way; 1 more in the FIFO while it waits",
            ["control_build"] = "jit",
            ["concurrency"] = "1 instance for the stream, 1 event at a time",
            ["readiness"] = "the instance says hello on its inherited socket; nothing is polled",
            ["delivery"] = "at most once: no retries",
        };
}
