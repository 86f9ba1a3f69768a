using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;

namespace Eval.Systems.FaasHost.Keeping;

/// <summary>Where a function's state is between two events, by the names that scenarios use.</summary>
internal static class StateKeeping
{
    /// <summary>The handling of events for that place.</summary>
    /// <param name="place">none, sticky or redis.</param>
    /// <param name="store">Path of the store's Unix socket, for redis.</param>
    /// <param name="definition">The function.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <exception cref="InvalidOperationException">There is no such place, or the function's state cannot go there.
    /// </exception>
    public static EventHandling At(
        string place, string store, StepDefinition definition, FunctionParameters parameters) => place switch
    {
        "none" => (_, input, probe) => Task.FromResult(new StoredOutcome(
            new PerEventBinding(definition, parameters, probe, keepState: false).Handle(input))),
        "sticky" => new KeptStates(definition, parameters).HandleAsync,
        "redis" when definition.BeginPortable is null => throw new InvalidOperationException(
            $"the state of {definition.Name} does not describe its bytes"),
        "redis" => new StoredStateBinding(definition, parameters, RedisStateStore.Open(store)).HandleAsync,
        _ => throw new InvalidOperationException($"no state: {place}"),
    };
}
