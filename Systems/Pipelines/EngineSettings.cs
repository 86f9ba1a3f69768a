using System.Globalization;
using System.Net;
using Akka.Configuration;

namespace Eval.Systems.Pipelines;

/// <summary>What an engine process sets of Akka: addresses, role and log level. Every timer keeps its
/// default.</summary>
internal static class EngineSettings
{
    /// <summary>The name of the actor system, the same in all processes of a cluster.</summary>
    public const string SystemName = "pipeline";

    /// <summary>The role of the one process that accepts and deploys jobs.</summary>
    public const string CoordinatorRole = "coordinator";

    /// <summary>The role of the processes that run operators.</summary>
    public const string WorkerRole = "worker";

    /// <summary>The settings of a process of that role, on a loopback port that the kernel picks.</summary>
    public static Config For(string role) => ConfigurationFactory.ParseString(string.Create(
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
}
