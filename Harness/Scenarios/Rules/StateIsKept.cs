using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>A function whose outputs depend on earlier events runs where they are remembered (DESIGN, Section 3: a
/// stateful function without state is an error).</summary>
internal sealed class StateIsKept : IScenarioRule
{
    private const string Key = "state";
    private const string None = "none";

    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Function?.Value.FirstOrDefault(stage => stage.IsStateful) is not { } stateful)
        {
            return;
        }

        foreach (var system in draft.Systems.Where(system => !Keeps(system.Value)))
        {
            var keys = system.Value.Known!.Keys.FirstOrDefault(key => key.Name == Key);
            var places = keys is null ? "" : $"give it {Key}: {string.Join(" or ", keys.Choices.Where(IsPlace))}, ";
            errors.Add(
                system.Value.Kind!.Value.At,
                $"the function {stateful.Name} depends on earlier events, and {system.Value.Known.Kind} keeps no "
                + $"state between events: {places}take another system or a stateless function");
        }
    }

    /// <summary>A system that keeps none by itself may be told where to.</summary>
    private static bool Keeps(SystemDraft system) =>
        system.Known?.KeepsState != false || system.Misread.Contains(Key)
        || IsPlace(system.Options.GetValueOrDefault(Key, None));

    private static bool IsPlace(string choice) => choice != None;
}
