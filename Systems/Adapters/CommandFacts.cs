namespace Eval.Systems.Adapters;

/// <summary>What the report says of a program that speaks frames.</summary>
internal static class CommandFacts
{
    /// <summary>Everything that is known before a stream.</summary>
    public static IReadOnlyDictionary<string, string> Of(bool hasProbe) => new Dictionary<string, string>
    {
        ["codec"] = "length-prefixed frames",
        ["transport"] = "pipes, straight to the program: no control plane between",
        ["copies_per_event"] = "2 through the kernel each way",
        ["isolation_detail"] = "process: own session, cgroup limits; it keeps the harness's user, PATH and HOME",
        ["linking"] = "as its author made it; behind a script the executable is what its process became",
        ["outputs"] = "to the producer, on the program's standard output",
        ["readiness"] = "the program says hello; nothing is polled",
        ["control_build"] = "jit",
        ["concurrency"] = "1 instance for the stream, as many events at a time as it likes",
        ["scaling"] = "none: one program for each stream",
        ["delivery"] = "at most once: no retries",
        ["stamps"] = hasProbe ? "function: its trailers are probe logs" : "boundary: the returns at the producer",
    };
}
