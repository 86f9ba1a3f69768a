using Akka.Actor;
using Akka.Cluster;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Pipelines;

/// <summary>The process that runs operators. It reads the coordinator's address from standard input, joins the cluster
/// there, and runs what is deployed to it.</summary>
internal static class Worker
{
    /// <summary>Runs until the standard input closes.</summary>
    /// <param name="mainNs">When this process's main was entered.</param>
    public static async Task RunAsync(long mainNs)
    {
        using var system = ActorSystem.Create(
            EngineSettings.SystemName, EngineSettings.For(EngineSettings.WorkerRole));
        var cluster = Cluster.Get(system);
        system.ActorOf(Props.Create(() => new WorkerActor(mainNs)), WorkerActor.Name);
        using var input = Console.OpenStandardInput();
        if (FirstLine.Read(input) is { } seed)
        {
            cluster.JoinSeedNodes([Address.Parse(seed)]);
            using var lifetime = new ParentLifetime();
            lifetime.Ended.WaitHandle.WaitOne();
        }

        await system.Terminate();
    }
}
