using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Buffering;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>Makes what serves a deployment.</summary>
internal sealed class FunctionFactory(
    ServerState server, Reception reception, ServingThreads threads, Action<StreamSocket> take)
{
    /// <summary>Checks the deployment, prepares its sandbox and, with a pool, starts to fill that.</summary>
    /// <exception cref="ArgumentException">It cannot be served; the message says why.</exception>
    /// <exception cref="Sandboxes.SandboxException">Its isolation does not work here; the message says what to install.
    /// </exception>
    public async Task<DeployedFunction> MakeAsync(FunctionDeployment deployment, CancellationToken cancellation)
    {
        Deployments.Check(deployment);
        var nats = Asked(deployment);
        var sandbox = SandboxFactory.Of(deployment, server.Configuration.Owner);
        if (sandbox is null)
        {
            return new DeployedFunction(deployment, new InProcessInstances(server.CreateBundled), null)
            {
                Nats = nats,
            };
        }

        await sandbox.PrepareAsync(cancellation).ConfigureAwait(false);
        var handshake = server.Limits.Handshake;
        var environment = new InstanceEnvironment(HostOrders.Of(deployment, handshake, parked: false));
        if (!sandbox.InheritsDescriptors)
        {
            return new DeployedFunction(
                deployment, new CalledBackInstances(sandbox, environment, server.Configuration.Owner), sandbox)
            {
                Nats = nats,
            };
        }

        var cold = new ColdInstances(sandbox, environment);
        var isHanded = DeployedFunction.IsAtInstance(deployment);
        if (deployment.Pool is null)
        {
            return new DeployedFunction(deployment, cold, sandbox) { Cold = isHanded ? cold : null, Nats = nats };
        }

        var parkedEnvironment = new InstanceEnvironment(HostOrders.Of(deployment, handshake, parked: true));
        var door = isHanded
            ? new SelfService(
                server, reception, threads, take, DoorOf(deployment.Name), deployment.Pool.TimeToLive)
            : null;
        var lot = new ParkingLot(
            sandbox, parkedEnvironment, deployment.Stages[0],
            () => server.Registry.NewInstanceId(deployment.Name), door?.Listener ?? -1);
        var pool = new ParkedInstances(deployment.Pool, lot, cold)
        {
            EndByThemselves = isHanded,
            Parked = door is null ? null : door.Parked,
            Emptied = door is null ? null : door.Emptied,
        };
        var function = new DeployedFunction(deployment, pool, sandbox)
        {
            Cold = isHanded ? cold : null,
            Nats = nats,
            Pool = pool,
            Door = door,
        };
        door?.Open(function);
        pool.Open();
        return function;
    }

    /// <summary>Its NATS servers, which have told what they take.</summary>
    private static NatsRoute Asked(FunctionDeployment deployment)
    {
        var nats = new NatsRoute(deployment);
        try
        {
            nats.Prepare();
            return nats;
        }
        catch (IOException silent)
        {
            throw new ArgumentException(silent.Message, silent);
        }
    }

    private string DoorOf(string function) => $"{server.Configuration.SocketPath}.{function}";
}
