using System.Text.Json;
using Akka.Actor;
using Akka.Streams;
using Eval.Systems.Pipelines.Operators;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines;

/// <summary>Runs each job that it is sent as a stream graph, and tells the sender how it goes.</summary>
internal sealed class WorkerActor : ReceiveActor
{
    /// <summary>Its name under /user.</summary>
    public const string Name = "worker";

    /// <summary>Ready for jobs, in a process whose main was entered at that time.</summary>
    public WorkerActor(long mainNs)
    {
        var materializer = Context.System.Materializer();
        Receive<string>(job =>
        {
            var (sender, self) = (Sender, Self);
            _ = RunAsync(job, mainNs, materializer, line => sender.Tell(line.Encode(), self));
        });
    }

    private static async Task RunAsync(
        string jobJson, long mainNs, IMaterializer materializer, Action<ControlLine> tell)
    {
        try
        {
            var job = JsonSerializer.Deserialize(jobJson, ProtocolJson.Default.Job)!;
            await using var session = await BrokerSession.ResumeAsync(job.Source);
            var running = JobGraph.Start(job, session, materializer);
            var readyNs = running.Open();
            tell(new ControlLine(
                ControlKind.Running, WorkerId: Environment.ProcessId, MainNs: mainNs, ReadyNs: readyNs));
            await running.Completion;
            tell(new ControlLine(ControlKind.Completed));
        }
        catch (Exception failure)
        {
            tell(new ControlLine(ControlKind.Failed, failure.Message));
        }
    }
}
