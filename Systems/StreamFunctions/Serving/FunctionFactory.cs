using Eval.Systems.Sandboxes;
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
    /// <exception cref="SandboxException">Its isolation does not work here; the message says what to install.
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

        try
        {
            await sandbox.PrepareAsync(cancellation).ConfigureAwait(false);
            return sandbox.InheritsDescriptors
                ? Inheriting(deployment, sandbox, nats)
                : CallingBack(deployment, sandbox, nats);
        }
        catch
        {
            // Nobody else has it, and so nobody else would give back its cgroups and their descriptors.
            await sandbox.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>With boxes that inherit descriptors.</summary>
    private DeployedFunction Inheriting(FunctionDeployment deployment, ISandbox sandbox, NatsRoute nats)
    {
        var handshake = server.Limits.Handshake;
        var cold = new ColdInstances(
            sandbox, new InstanceEnvironment(HostOrders.Of(deployment, handshake, parked: false)));
        var isHanded = DeployedFunction.IsAtInstance(deployment);
        if (deployment.Pool is null)
        {
            return new DeployedFunction(deployment, cold, sandbox) { Handing = isHanded ? cold : null, Nats = nats };
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
            EndByThemselves = door is not null,
            Parked = door is null ? null : door.Parked,
            Emptied = door is null ? null : door.Emptied,
        };
        var function = new DeployedFunction(deployment, pool, sandbox)
        {
            Handing = isHanded ? cold : null,
            Nats = nats,
            Pool = pool,
            Door = door,
        };
        door?.Open(function);
        pool.Open();
        return function;
    }

    /// <summary>With boxes that inherit nothing: those of a pool are handed their producers by the control plane.
    /// </summary>
    private DeployedFunction CallingBack(FunctionDeployment deployment, ISandbox sandbox, NatsRoute nats)
    {
        var handshake = server.Limits.Handshake;
        var environment = new InstanceEnvironment(HostOrders.Of(deployment, handshake, parked: false));
        var cold = new CalledBackInstances(sandbox, environment, server.Configuration.Owner);
        var isHanded = DeployedFunction.IsAtInstance(deployment);
        if (deployment.Pool is null)
        {
            return new DeployedFunction(deployment, cold, sandbox) { Handing = isHanded ? cold : null, Nats = nats };
        }

        var orders = HostOrders.Of(deployment, handshake, parked: true);
        var waiting = new CalledBackInstances(sandbox, new InstanceEnvironment(orders), server.Configuration.Owner);
        var lot = new CalledBackLot(
            waiting, deployment.Stages[0], () => server.Registry.NewInstanceId(deployment.Name),
            deployment.Deadlines.Start);
        var pool = new ParkedInstances(deployment.Pool, lot, cold);
        var function = new DeployedFunction(deployment, pool, sandbox)
        {
            Handing = isHanded ? pool : null,
            Nats = nats,
            Pool = pool,
        };
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
