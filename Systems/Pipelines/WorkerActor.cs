using System.Text.Json;
using Akka.Actor;
using Akka.Remote;
using Akka.Streams;
using Eval.Systems.Pipelines.Operators;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines;

/// <summary>Runs each assignment that it is sent as a stream graph, and tells the sender how it goes.</summary>
internal sealed class WorkerActor : ReceiveActor
{
    /// <summary>Its name under /user.</summary>
    public const string Name = "worker";

    /// <summary>Ready for assignments.</summary>
    /// <param name="removed">Called when others in the cluster no longer listen to this process.</param>
    public WorkerActor(Action removed)
    {
        Receive<ThisActorSystemQuarantinedEvent>(_ => removed());
        var materializer = Context.System.Materializer();
        Receive<string>(text =>
        {
            var (sender, self) = (Sender, Self);
            var assignment = JsonSerializer.Deserialize(text, ProtocolJson.Default.Assignment)!;
            _ = RunAsync(assignment, materializer, line => sender.Tell(line.Encode(), self));
        });
    }

    private static async Task RunAsync(Assignment assignment, IMaterializer materializer, Action<ControlLine> tell)
    {
        var line = new ControlLine(
            ControlKind.Running, assignment.Job.Id, Partition: assignment.Partition, Attempt: assignment.Attempt,
            WorkerId: Environment.ProcessId);
        try
        {
            await using var session = await BrokerSession.ResumeAsync(assignment);
            var running = JobGraph.Start(assignment.Job, session, materializer);
            tell(line with { AtNs = running.Open() });
            await running.Completion;
            tell(line with { Kind = ControlKind.Done, Late = running.Late });
        }
        catch (Exception failure)
        {
            tell(line with { Kind = ControlKind.Failed, Detail = failure.Message });
        }
    }
}
