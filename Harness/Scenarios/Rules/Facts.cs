using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>The values that conditions look at: a system's options, and what the scenario says for all of them.
/// </summary>
internal static class Facts
{
    /// <summary>Whether each value that a condition looks at could be read, so that it can be judged.</summary>
    public static bool AreKnown(SystemDraft system, KeyCondition condition) =>
        !system.Misread.Contains(condition.Key)
        && (condition.Otherwise is null || AreKnown(system, condition.Otherwise));

    /// <summary>The value of that name; empty where it is absent.</summary>
    public static string Of(ScenarioDraft draft, SystemDraft system, string name) => name switch
    {
        "function" => draft.Function?.Value.Any(stage => stage.Executable is not null) == true ? "executable" : "name",
        "stateful" => draft.Function?.Value.Any(stage => stage.IsStateful) == true ? "yes" : "no",
        "keyed" => draft.Function?.Value.All(stage => stage.IsKeyed) == true ? "yes" : "no",
        "stages" => draft.Function?.Value.Count > 1 ? "several" : "one",
        "output" => (draft.Output?.Value.Target ?? OutputTarget.Producer).ToString().ToLowerInvariant(),
        _ => system.Options.GetValueOrDefault(name, ""),
    };
}
