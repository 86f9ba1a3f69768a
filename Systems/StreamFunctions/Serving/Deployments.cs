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
    /// <exception cref="ArgumentException">It cannot; the message says all of why.</exception>
    public static void Check(FunctionDeployment deployment)
    {
        string[] mistakes = [.. MistakesIn(deployment)];
        if (mistakes.Length > 0)
        {
            throw new ArgumentException(string.Join("; ", mistakes));
        }
    }

    private static IEnumerable<string> MistakesIn(FunctionDeployment deployment)
    {
        if (!Opening.IsName(deployment.Name, 63) || deployment.Name.Any(char.IsAsciiLetterUpper))
        {
            yield return $"'{deployment.Name}' is no name of a function: [a-z0-9][a-z0-9._-]{{0,62}}";
        }

        foreach (var mistake in Ranges.MistakesIn(deployment).Concat(Contradictions(deployment)))
        {
            yield return mistake;
        }
    }

    private static IEnumerable<string> Contradictions(FunctionDeployment deployment)
    {
        if (NatsRoute.FaultOf(deployment) is { } fault)
        {
            yield return fault;
        }

        var isInProcess = deployment.Isolation == Sandboxes.Isolation.InProcess;
        if (isInProcess && deployment.Buffer is { At: BufferPlace.Instance, Kind: BufferKind.Nats })
        {
            yield return "what runs in process has no NATS server of its own";
        }

        if (deployment.Output is { IsDropped: true, NatsSubject: not null })
        {
            yield return "outputs that are dropped go to no NATS subject";
        }

        var isHanded = DeployedFunction.IsAtInstance(deployment);
        if (isHanded && deployment.Stages.Count > 1)
        {
            yield return "a connection is handed to one instance, and so to no workflow";
        }

        if (isHanded && deployment.Output is not { NatsSubject: null, IsDropped: false })
        {
            yield return "an instance that was handed the connection answers on it alone";
        }

        if (isInProcess && deployment.Pool is not null)
        {
            yield return "what runs in process is not parked";
        }
    }
}
