using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Every rule of this folder, by name.</summary>
internal static class RuleList
{
    private static readonly IScenarioRule[] s_rules =
    [
        .. typeof(IScenarioRule).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IScenarioRule)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (IScenarioRule)Activator.CreateInstance(type)!),
    ];

    /// <summary>Applies them all.</summary>
    public static void Check(ScenarioDraft draft, ErrorList errors)
    {
        foreach (var rule in s_rules)
        {
            rule.Check(draft, errors);
        }
    }
}
