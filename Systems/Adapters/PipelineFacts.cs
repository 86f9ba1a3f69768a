using System.Globalization;

namespace Eval.Systems.Adapters;

/// <summary>What the report says of the engine, so that readers can weigh its asymmetries.</summary>
internal static class PipelineFacts
{
    /// <summary>Everything that is known before a stream.</summary>
    public static IReadOnlyDictionary<string, string> Of(IPipelineBroker broker, int bound) =>
        new Dictionary<string, string>(broker.Facts)
        {
            ["build_reason"] = "Akka cannot be compiled ahead of time, so ReadyToRun whatever the scenario asks",
            ["control_build"] = "jit",
            ["concurrency"] = "1 worker, 1 event at a time",
            ["isolation_detail"] = "process: wiped environment; started by the harness, in its session",
            ["cpu_s"] = "until the job's end; the shutdown is not counted",
            ["outputs"] = "through the broker, to which the producer subscribes",
            ["timers"] = "Akka's defaults",
            ["queue_events"] = bound.ToString(CultureInfo.InvariantCulture),
        };
}
