using System.Collections.Concurrent;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Buffering;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>What is deployed now; changes while streams run.</summary>
internal sealed class Deployments
{
    private readonly ConcurrentDictionary<string, DeployedFunction> _byName = new(StringComparer.Ordinal);

    /// <summary>All of them, in no order.</summary>
    public ICollection<DeployedFunction> All => _byName.Values;

    /// <summary>The one of that name, or the only one where an opening names none; null: there is none.</summary>
    public DeployedFunction? Find(string name)
    {
        if (name.Length > 0)
        {
            return _byName.GetValueOrDefault(name);
        }

        var all = _byName.Values;
        return all.Count == 1 ? all.First() : null;
    }

    /// <summary>Adds one; false where that name is taken.</summary>
    public bool TryAdd(DeployedFunction function) => _byName.TryAdd(function.Deployment.Name, function);

    /// <summary>Takes one out; null where there is none of that name.</summary>
    public DeployedFunction? Take(string name) => _byName.TryRemove(name, out var taken) ? taken : null;

    /// <summary>Refuses a deployment that cannot be served.</summary>
    /// <exception cref="ArgumentException">It cannot; the message says why.</exception>
    public static void Check(FunctionDeployment deployment)
    {
        Require(
            Opening.IsName(deployment.Name, 63) && !deployment.Name.Any(char.IsAsciiLetterUpper),
            $"'{deployment.Name}' is no name of a function: [a-z0-9][a-z0-9._-]{{0,62}}");
        Require(deployment.Stages.Count > 0, $"{deployment.Name} has no stage");
        Require(NatsRoute.FaultOf(deployment) is null, NatsRoute.FaultOf(deployment) ?? "");
        Require(deployment.Pool is null or { Size: > 0 }, $"{deployment.Name} has a pool of no instance");
        Require(
            deployment.Isolation != Sandboxes.Isolation.InProcess
                || deployment.Buffer is not { At: BufferPlace.Instance, Kind: BufferKind.Nats },
            "what runs in process has no NATS server of its own");
        Require(
            deployment.Output is not { IsDropped: true, NatsSubject: not null },
            "outputs that are dropped go to no NATS subject");
        if (DeployedFunction.IsAtInstance(deployment))
        {
            Require(deployment.Stages.Count == 1, "a connection is handed to one instance, and so to no workflow");
            Require(
                deployment.Output is { NatsSubject: null, IsDropped: false },
                "an instance that was handed the connection answers on it alone");
        }

        Require(
            deployment.Pool is null || deployment.Isolation is not Sandboxes.Isolation.InProcess,
            "what runs in process is not parked");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
