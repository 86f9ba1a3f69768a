using System.Text.Json;
using Akka.Actor;
using Akka.Cluster;
using Eval.Systems.Pipelines.Placing;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines;

/// <summary>
/// Brings jobs and workers together by a <see cref="Placement"/>. A worker that becomes unreachable is removed from the
/// cluster at once: there is one coordinator, so nobody else could decide otherwise, and a cluster that waits for an
/// unreachable member admits no other in its place.
/// </summary>
internal sealed class CoordinatorActor : ReceiveActor
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);

    /// <summary>Reports to that receiver, from one thread at a time.</summary>
    public CoordinatorActor(int workers, Action<ControlLine> tell)
    {
        var placement = new Placement(workers, Deploy, tell);
        Receive<SubmittedJob>(submitted => placement.Submit(submitted.Job));
        Receive<ClusterEvent.MemberUp>(
            up => up.Member.HasRole(EngineSettings.WorkerRole), up => placement.Joined(up.Member.Address.ToString()));
        Receive<ClusterEvent.UnreachableMember>(gone =>
        {
            _cluster.Down(gone.Member.Address);
            placement.Lost(gone.Member.Address.ToString());
        });
        Receive<ClusterEvent.MemberRemoved>(gone => placement.Lost(gone.Member.Address.ToString()));
        Receive<ControlLine>(tell);

        // A worker's lines come as text, for which Akka.Remote has a serialiser that costs no reflection.
        Receive<string>(line => placement.Told(ControlLine.Decode(line)));
    }

    /// <inheritdoc />
    protected override void PreStart() => _cluster.Subscribe(
        Self,
        ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
        typeof(ClusterEvent.MemberUp),
        typeof(ClusterEvent.UnreachableMember),
        typeof(ClusterEvent.MemberRemoved));

    /// <inheritdoc />
    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private static void Deploy(string worker, Assignment assignment)
    {
        var path = new RootActorPath(Address.Parse(worker)) / "user" / WorkerActor.Name;
        Context.ActorSelection(path).Tell(JsonSerializer.Serialize(assignment, ProtocolJson.Default.Assignment));
    }
}
