using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>What the report says of the engine, so that readers can weigh its asymmetries.</summary>
internal static class PipelineFacts
{
    /// <summary>The deployment in the port's words.</summary>
    public static Deployment Describe(
        SystemConfiguration configuration, CompiledHost host, IPipelineBroker broker, DeploymentSteps steps)
    {
        var timers = configuration.Text("timers");
        return new Deployment
        {
            Steps = steps.All,
            ControlProcessIds = broker.ProcessIds,
            BrokerProcessId = broker.ProcessIds[0],
            HostExecutable = host.Executable,
            Build = host.Build,
            HostSha256 = host.Sha256,
            ParkedInstances =
                configuration.Text("start") is "warm" or "running" ? configuration.Integer("workers") + 1 : 0,
            Components = new Dictionary<string, string>
            {
                ["engine"] = "Akka.Cluster " + typeof(Akka.Cluster.Cluster).Assembly.GetName().Version!.ToString(3)
                    + (timers == Timers.Tuned ? ", tuned timers" : ""),
                ["broker"] = broker.Component,
            },
            Facts = Of(configuration, broker),
        };
    }

    private static Dictionary<string, string> Of(SystemConfiguration configuration, IPipelineBroker broker)
    {
        var workers = configuration.Integer("workers").ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string>(broker.Facts)
        {
            ["build_reason"] = "Akka cannot be compiled ahead of time, so ReadyToRun whatever the scenario asks",
            ["control_build"] = "jit",
            ["state"] = "in the worker's memory, and gone with it",
            ["concurrency"] = $"{workers} workers, each 1 event at a time",
            ["scaling"] = "none: the number of workers is fixed",
            ["linking"] = "by the runtime, from code compiled ahead",
            ["readiness"] = "the coordinator is told of each member and of each graph that runs; nothing is polled",
            ["start_detail"] = StartDetail(configuration.Text("start")),
            ["phases"] = "sandbox: every process exists; runtime: every worker is a member of the cluster;"
                + " connect: the graph of the first partition runs",
            ["isolation_detail"] = "process: wiped environment; started by the harness, in its session",
            ["cpu_s"] = "until the job's end; the shutdown is not counted",
            ["outputs"] = "through the broker, to which the producer subscribes",
            ["timers"] = configuration.Text("timers") == Timers.Tuned
                ? "tuned: gossip, leader actions and heartbeats every 200 ms, unreachable after 1 s without one"
                : "Akka's defaults: 1 s each, unreachable after 3 s without a heartbeat",
            ["lost_worker"] = configuration.Text("source") == "jetstream"
                ? "its process is replaced; its partition goes on at another worker, by a new consumer, once the"
                    + " cluster notices"
                : "the stream fails: a session at the embedded broker belongs to one client",
            ["queue_events"] = configuration.Text("queueEvents"),
        };
    }

    private const string Standing =
        "the cluster outlives streams, so that its code is compiled, and is there, idle, in the trials of the run's"
        + " other systems too; instance_seconds counts from the first event";

    private static string StartDetail(string start) => start switch
    {
        "warm" => Standing + "; the job is submitted once the broker keeps the stream",
        "running" => Standing + "; the job of the next stream runs on a name that the broker keeps already",
        _ => "the whole engine from nothing, for each stream",
    };
}
