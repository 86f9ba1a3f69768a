using System.Globalization;
using System.Net;
using Akka.Configuration;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines;

/// <summary>What an engine process sets of Akka: addresses, role and log level. With <see cref="Timers.Default"/> every
/// timer keeps its default.</summary>
internal static class EngineSettings
{
    /// <summary>The name of the actor system, the same in all processes of a cluster.</summary>
    public const string SystemName = "pipeline";

    /// <summary>The role of the one process that accepts and deploys jobs.</summary>
    public const string CoordinatorRole = "coordinator";

    /// <summary>The role of the processes that run operators.</summary>
    public const string WorkerRole = "worker";

    /// <summary>Defaults are 1 s each; heartbeats may be absent for 3 s before a member counts as
    /// unreachable.</summary>
    private const string TunedTimers =
        """
        akka.cluster {
          periodic-tasks-initial-delay = 200ms
          gossip-interval = 200ms
          leader-actions-interval = 200ms
          unreachable-nodes-reaper-interval = 200ms
          failure-detector {
            heartbeat-interval = 200ms
            expected-response-after = 200ms
            acceptable-heartbeat-pause = 1s
          }
        }
        """;

    /// <summary>The settings of a process of that role, on a loopback port that the kernel picks.</summary>
    public static Config For(string role, string timers)
    {
        var own = ConfigurationFactory.ParseString(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            akka {
              loglevel = WARNING
              stdout-loglevel = WARNING
              actor.provider = cluster
              remote.dot-netty.tcp { hostname = "{{IPAddress.Loopback}}", port = 0 }
              cluster.roles = [{{role}}]
            }
            """));
        return timers == Timers.Tuned ? ConfigurationFactory.ParseString(TunedTimers).WithFallback(own) : own;
    }
}
