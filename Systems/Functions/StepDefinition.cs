using Eval.Systems.Functions.Remembering;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>A step with its name, from which every binding starts.</summary>
/// <param name="Name">The name that scenarios use.</param>
/// <param name="Description">One line for <c>list functions</c>.</param>
/// <param name="IsStateful">Whether an event's outputs depend on earlier events.</param>
/// <param name="Begin">Makes the fresh state, and gives the step closed over it.</param>
public sealed record StepDefinition(
    string Name,
    string Description,
    bool IsStateful,
    Func<FunctionParameters, Func<StreamEvent, IEnumerable<StreamEvent>>> Begin)
{
    /// <summary>What of an event is its key, where no output depends on events of another key, so that keys may be
    /// spread over instances; null: the function does not say. Throws a <see cref="FormatException"/> where the event
    /// is none of its.</summary>
    public Func<StreamEvent, string>? KeyOf { get; init; }

    /// <summary>The same with a state that can leave the process; null where it cannot.</summary>
    public Func<FunctionParameters, PortableStep>? BeginPortable { get; private init; }

    /// <summary>How many events before an event its outputs depend on; null: all of them.</summary>
    public int? Window { get; init; }

    /// <summary>Pairs a step with the way to make its state.</summary>
    public static StepDefinition Of<TState>(
        string name, string description, bool isStateful, Func<FunctionParameters, TState> start, Step<TState> step)
    {
        return new StepDefinition(name, description, isStateful, Begin)
        {
            BeginPortable = typeof(TState).IsAssignableTo(typeof(IPortableState)) ? BeginPortable : null,
        };

        Func<StreamEvent, IEnumerable<StreamEvent>> Begin(FunctionParameters parameters)
        {
            var state = start(parameters);
            return input => step(input, state);
        }

        PortableStep BeginPortable(FunctionParameters parameters)
        {
            var state = start(parameters);
            return new PortableStep((IPortableState)state!, input => step(input, state));
        }
    }
}
