using System.Globalization;

namespace Eval.Systems.Adapters;

/// <summary>What the report says of the engine, so that readers can weigh its asymmetries.</summary>
internal static class PipelineFacts
{
    /// <summary>Everything that is known before a stream.</summary>
    public static IReadOnlyDictionary<string, string> Of(int bound) =>
        new Dictionary<string, string>
        {
            ["build_reason"] = "Akka cannot be compiled ahead of time, so ReadyToRun whatever the scenario asks",
            ["control_build"] = "jit",
            ["codec"] = "one MQTT message per event",
            ["copies_per_event"] = "4 through the kernel each way; in memory also the broker's queue",
            ["concurrency"] = "1 worker, 1 event at a time",
            ["readiness"] = "the worker tells the coordinator when its graph runs on the resumed session",
            ["transport"] = "MQTT 5 over loopback TCP, QoS 1; an event and its output each pass the broker",
            ["delivery"] = "at least once: acknowledged after its outputs were published",
            ["isolation_detail"] = "process: wiped environment; started by the harness, in its session",
            ["cpu_s"] = "until the job's end; the shutdown is not counted",
            ["timers"] = "Akka's defaults",
            ["queue_events"] = bound.ToString(CultureInfo.InvariantCulture),
        };
}
