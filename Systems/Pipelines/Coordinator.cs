using System.Text;
using Akka.Actor;
using Akka.Cluster;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Pipelines;

/// <summary>
/// The process that workers join: a cluster's seed. It reads one <see cref="Job"/> from standard input, has it run by
/// the first worker that is up, and tells of it in <see cref="ControlLine"/>s on standard output. No event passes
/// through it.
/// </summary>
internal static class Coordinator
{
    /// <summary>Runs until the standard input closes.</summary>
    public static async Task RunAsync()
    {
        await using var output = Console.OpenStandardOutput();
        using var system = ActorSystem.Create(
            EngineSettings.SystemName, EngineSettings.For(EngineSettings.CoordinatorRole));
        var cluster = Cluster.Get(system);
        var coordinator = system.ActorOf(Props.Create(() => new CoordinatorActor(line => Write(output, line))));
        cluster.RegisterOnMemberUp(
            () => coordinator.Tell(new ControlLine(ControlKind.Listening, cluster.SelfAddress.ToString())));
        cluster.Join(cluster.SelfAddress);
        using var input = Console.OpenStandardInput();
        if (FirstLine.Read(input) is { } job)
        {
            coordinator.Tell(new SubmittedJob(job));
            using var lifetime = new ParentLifetime();
            lifetime.Ended.WaitHandle.WaitOne();
        }

        await system.Terminate();
    }

    private static void Write(Stream output, ControlLine line)
    {
        output.Write(Encoding.UTF8.GetBytes(line.Encode() + "\n"));
        output.Flush();
    }
}
