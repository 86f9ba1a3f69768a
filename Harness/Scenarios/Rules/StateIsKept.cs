using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>A function whose outputs depend on earlier events runs where they are remembered (DESIGN, Section 3: a
/// stateful function without state is an error).</summary>
internal sealed class StateIsKept : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Function?.Value.FirstOrDefault(stage => stage.IsStateful) is not { } stateful)
        {
            return;
        }

        foreach (var system in draft.Systems.Where(system => system.Value.Known?.KeepsState == false))
        {
            errors.Add(
                system.Value.Kind!.Value.At,
                $"the function {stateful.Name} depends on earlier events, and {system.Value.Known!.Kind} keeps no "
                + "state between events: take another system or a stateless function");
        }
    }
}
