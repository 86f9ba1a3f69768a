using System.Text;
using System.Text.Json;
using Akka.Actor;
using Akka.Cluster;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines;

/// <summary>
/// The process that workers join: a cluster's seed. It reads <see cref="Job"/>s from standard input, one a line, has
/// their partitions run by the workers, and tells of them in <see cref="ControlLine"/>s on standard output. No event
/// passes through it.
/// </summary>
internal static class Coordinator
{
    /// <summary>Runs until the standard input closes.</summary>
    /// <param name="workers">How many workers make the cluster complete: no job is placed before.</param>
    /// <param name="timers">One of <see cref="Timers"/>.</param>
    public static async Task RunAsync(int workers, string timers)
    {
        await using var output = Console.OpenStandardOutput();
        using var system = ActorSystem.Create(
            EngineSettings.SystemName, EngineSettings.For(EngineSettings.CoordinatorRole, timers));
        var cluster = Cluster.Get(system);
        var coordinator = system.ActorOf(
            Props.Create(() => new CoordinatorActor(workers, line => Write(output, line))));
        cluster.RegisterOnMemberUp(
            () => coordinator.Tell(new ControlLine(ControlKind.Listening, Detail: cluster.SelfAddress.ToString())));
        cluster.Join(cluster.SelfAddress);
        using var input = Console.OpenStandardInput();
        InputLines.ReadToEnd(input, line => coordinator.Tell(
            new SubmittedJob(JsonSerializer.Deserialize(line, ProtocolJson.Default.Job)!)));
        await system.Terminate();
    }

    private static void Write(Stream output, ControlLine line)
    {
        output.Write(Encoding.UTF8.GetBytes(line.Encode() + "\n"));
        output.Flush();
    }
}
