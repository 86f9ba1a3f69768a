using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>What a kind's keys must satisfy together, as its adapter declares it.</summary>
internal sealed class KeysFitTogether : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        foreach (var system in draft.Systems)
        {
            foreach (var rule in system.Value.Known?.Rules ?? [])
            {
                var conditions = rule.When.Append(rule.Needs);
                if (conditions.All(IsKnown) && rule.When.All(Holds) && !Holds(rule.Needs))
                {
                    var at = conditions.Select(condition => condition.Key).Select(PlaceOf)
                        .FirstOrDefault(place => place is not null) ?? system.At;
                    errors.Add(at, $"{string.Join(" and ", rule.When)} needs {rule.Needs}: {rule.Because}");
                }
            }

            bool IsKnown(KeyCondition condition) => Facts.AreKnown(system.Value, condition);
            bool Holds(KeyCondition condition) => condition.IsMetBy(name => Facts.Of(draft, system.Value, name));
            Position? PlaceOf(string key) =>
                system.Value.Given.TryGetValue(key, out var at) ? at : null;
        }
    }
}
