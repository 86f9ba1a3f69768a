using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Serving;

namespace Eval.Systems.Adapters;

/// <summary>What the report says of the runtime, so that readers can weigh its asymmetries.</summary>
internal static class StreamFunctionFacts
{
    /// <summary>Name and version of the parts that answer.</summary>
    public static IReadOnlyDictionary<string, string> Components(NatsServer? nats)
    {
        var components = new Dictionary<string, string>
        {
            ["control plane"] = typeof(ControlPlane).Assembly.GetName().Version!.ToString(3),
            ["stream protocol"] = Wire.Version.ToString(CultureInfo.InvariantCulture),
        };
        if (nats is not null)
        {
            components["nats-server"] = nats.Version;
        }

        return components;
    }

    /// <summary>Everything that is known before a stream.</summary>
    public static IReadOnlyDictionary<string, string> Of(
        StreamFunctionPlan plan, string? build, OutputTarget output) =>
        new Dictionary<string, string>
        {
            ["isolation_detail"] = Isolated(plan.Isolation),
            ["linking"] = build switch
            {
                null => "in the control plane, or as its author made it",
                "aot" => "static, at a fixed address",
                _ => "by the runtime",
            },
            ["transport"] = Transport(plan),
            ["codec"] = "length-prefixed frames",
            ["copies_per_event"] = Copies(plan),
            ["outputs"] = output switch
            {
                OutputTarget.Nats => "to a NATS subject over loopback TCP; the producer subscribes",
                OutputTarget.None => "dropped by the control plane, and counted",
                _ => "to the producer, on its own connection",
            },
            ["control_build"] = "jit",
            ["state"] = "in the memory of the stream's instance, and gone with it",
            ["concurrency"] = plan.Shards == 1
                ? "1 instance for the stream and function, 1 event at a time"
                : string.Create(CultureInfo.InvariantCulture, $"{plan.Shards} instances for the stream, each of them ")
                    + "1 event at a time; one starts at the first event of its share",
            ["order"] = plan switch
            {
                { Shards: 1 } => "events are processed in their order",
                { ShardsByKey: true } => "events of one key are processed in their order",
                _ => "events are processed out of order; outputs are held back until those before have come, at most "
                    + string.Create(CultureInfo.InvariantCulture, $"{ShardMerge.MostHeld} at once"),
            },
            ["readiness"] = "the instance says hello on its socket; nothing is polled",
            ["delivery"] = plan.DropsOldest
                ? "at most once: a full buffer drops its oldest event, and counts it"
                : "at most once: no retries",
        };

    /// <summary>What is known of a server that runs elsewhere.</summary>
    public static IReadOnlyDictionary<string, string> OfEndpoint(bool usesTls) => new Dictionary<string, string>
    {
        ["transport"] = usesTls ? "TLS over TCP to a server that already ran" : "TCP to a server that already ran",
        ["codec"] = "length-prefixed frames",
        ["delivery"] = "at most once: no retries",
    };

    private static string Isolated(Isolation isolation) => isolation switch
    {
        Isolation.InProcess => "none: a thread of the control plane",
        Isolation.Process => "process: own session, wiped environment",
        Isolation.Bubblewrap => "bubblewrap: namespaces, read-only root, seccomp, no capabilities, no network",
        _ => "Docker: a container, read-only root, default seccomp, no capabilities, no network",
    };

    private static string Copies(StreamFunctionPlan plan) => plan switch
    {
        { HandsOver: true } => "2 through the kernel each way",
        { TakesWhatWaits: true } =>
            "4 through the kernel each way; of those that wait 4 more on the way in to NATS and back, and 1 in memory",
        { BuffersInNats: true } =>
            "4 through the kernel each way, and 4 more on the way in to NATS and back; 1 more while it waits",
        _ => "4 through the kernel each way; 1 more in the FIFO while it waits",
    };

    private static string Transport(StreamFunctionPlan plan) => plan switch
    {
        { BuffersInNats: true, BuffersAtInstance: true } =>
            "Unix socket, relayed by the control plane; events pass NATS inside the instance",
        { TakesWhatWaits: true } =>
            "Unix socket, relayed by the control plane; events that have to wait pass NATS over loopback TCP",
        { BuffersInNats: true } => "Unix socket, relayed by the control plane; events pass NATS over loopback TCP",
        { HandsOver: true } => "Unix socket, which the instance takes over",
        { Isolation: Isolation.Docker } =>
            "Unix socket, relayed by the control plane over a Unix socket in a mounted folder",
        _ => "Unix socket, relayed by the control plane over a socket pair",
    };
}
