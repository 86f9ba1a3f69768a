namespace Eval.Systems.Pipelines.Protocol;

/// <summary>Which timers a cluster runs with.</summary>
public static class Timers
{
    /// <summary>Akka's own.</summary>
    public const string Default = "default";

    /// <summary>Gossip, leader actions and heartbeats every 200 ms; a member is unreachable after about 1 s.</summary>
    public const string Tuned = "tuned";
}
