using Eval.Harness.Model;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>The values of those keys that a file leaves out.</summary>
internal static class KindDefaults
{
    /// <summary>Adds the defaults, but none of a key that has no effect beside the others: what a row shows must be
    /// true; and none of a key whose value could not be read.</summary>
    public static void FillIn(IReadOnlyList<KeyDescription> keys, IKindDraft draft)
    {
        var all = keys.ToDictionary(key => key.Name, key => draft.Options.GetValueOrDefault(key.Name, key.Default));
        foreach (var key in keys.Where(
            key => !draft.Options.ContainsKey(key.Name) && !draft.Misread.Contains(key.Name)))
        {
            if (all[key.Name].Length > 0
                && key.OnlyIf.All(needed => needed.IsMetBy(name => all.GetValueOrDefault(name, ""))))
            {
                draft.Options[key.Name] = key.Default;
            }
        }
    }
}
