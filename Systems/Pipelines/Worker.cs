using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines;

/// <summary>The process that runs operators. It reads the coordinator's address from standard input, joins the cluster
/// there, and runs what is deployed to it.</summary>
internal static class Worker
{
    private const int Removed = 3;

    /// <summary>Runs until the standard input closes; gives 0 then. A worker that was removed from the cluster, since
    /// it did not answer for a while, cannot come back as what it is: it ends by itself.</summary>
    /// <param name="timers">One of <see cref="Timers"/>.</param>
    public static async Task<int> RunAsync(string timers)
    {
        using var system = ActorSystem.Create(
            EngineSettings.SystemName, EngineSettings.For(EngineSettings.WorkerRole, timers));
        var cluster = Cluster.Get(system);
        var removed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.RegisterOnMemberRemoved(() => removed.TrySetResult());
        var worker = system.ActorOf(
            Props.Create(() => new WorkerActor(() => removed.TrySetResult())), WorkerActor.Name);
        system.EventStream.Subscribe(worker, typeof(ThisActorSystemQuarantinedEvent));
        var told = Task.Factory.StartNew(
            () =>
            {
                using var input = Console.OpenStandardInput();
                InputLines.ReadToEnd(input, seed => cluster.JoinSeedNodes([Address.Parse(seed)]));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        if (await Task.WhenAny(told, removed.Task) == removed.Task)
        {
            await Console.Error.WriteLineAsync("removed from the cluster");
            return Removed;
        }

        await told;
        await system.Terminate();
        return 0;
    }
}
