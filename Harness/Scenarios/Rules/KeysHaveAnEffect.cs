using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>No key is inert: one that has no effect beside the others is a mistake.</summary>
internal sealed class KeysHaveAnEffect : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        foreach (var system in draft.Systems.Select(system => system.Value))
        {
            foreach (var key in system.Known?.Keys.Where(key => system.Given.ContainsKey(key.Name)) ?? [])
            {
                var unmet = key.OnlyIf.FirstOrDefault(
                    needed => Facts.AreKnown(system, needed)
                        && !needed.IsMetBy(name => Facts.Of(draft, system, name)));
                if (unmet is not null)
                {
                    errors.Add(system.Given[key.Name], $"'{key.Name}' has no effect here; it goes with {unmet}");
                }
            }
        }
    }
}
