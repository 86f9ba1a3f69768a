using Akka.Actor;
using Akka.Cluster;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines;

/// <summary>Brings one job and one worker together, whichever comes first, and passes on what the worker
/// tells.</summary>
internal sealed class CoordinatorActor : ReceiveActor
{
    private readonly Action<ControlLine> _tell;
    private SubmittedJob? _job;
    private Address? _worker;

    /// <summary>Reports to that receiver, from one thread at a time.</summary>
    public CoordinatorActor(Action<ControlLine> tell)
    {
        _tell = tell;
        Receive<SubmittedJob>(job =>
        {
            _job = job;
            DeployWhenBothAreThere();
        });
        Receive<ClusterEvent.MemberUp>(up => up.Member.HasRole(EngineSettings.WorkerRole) && _worker is null, up =>
        {
            _worker = up.Member.Address;
            DeployWhenBothAreThere();
        });
        Receive<ClusterEvent.UnreachableMember>(gone => gone.Member.Address.Equals(_worker), gone =>
            _tell(new ControlLine(ControlKind.Failed, $"the worker at {gone.Member.Address} is unreachable")));
        Receive<ControlLine>(_tell);

        // A worker's lines come as text, for which Akka.Remote has a serialiser that costs no reflection.
        Receive<string>(line => _tell(ControlLine.Decode(line)));
    }

    /// <inheritdoc />
    protected override void PreStart() => Cluster.Get(Context.System).Subscribe(
        Self,
        ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
        typeof(ClusterEvent.MemberUp),
        typeof(ClusterEvent.UnreachableMember));

    /// <inheritdoc />
    protected override void PostStop() => Cluster.Get(Context.System).Unsubscribe(Self);

    private void DeployWhenBothAreThere()
    {
        if (_job is not null && _worker is not null)
        {
            var path = new RootActorPath(_worker) / "user" / WorkerActor.Name;
            Context.ActorSelection(path).Tell(_job.Json);
        }
    }
}
