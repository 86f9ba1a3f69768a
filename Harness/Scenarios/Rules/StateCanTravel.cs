using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>A state that is kept outside of the function's process describes its own bytes.</summary>
internal sealed class StateCanTravel : IScenarioRule
{
    private const string Key = "state";
    private const string Outside = "redis";

    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        var stays = draft.Function?.Value.FirstOrDefault(
            stage => stage is { IsStateful: true, HasPortableState: false });
        if (stays is null)
        {
            return;
        }

        var others = draft.KnownFunctions.Where(function => function.HasPortableState)
            .Select(function => function.Kind).Order(StringComparer.Ordinal);
        foreach (var system in draft.Systems.Where(
            system => system.Value.Options.GetValueOrDefault(Key) == Outside && system.Value.Given.ContainsKey(Key)))
        {
            errors.Add(
                system.Value.Given[Key],
                $"the state of the function {stays.Name} does not describe its bytes, which state: {Outside} takes; "
                + $"that of these does: {string.Join(", ", others)}");
        }
    }
}
