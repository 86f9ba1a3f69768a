using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Naming;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Each label is there once, in tables and, as a slug, in file names.</summary>
internal sealed class UniqueSystemNames : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        var named = draft.Systems.Where(system => system.Value.Name is not null)
            .Select(system => system.Value.Name!.Value);
        foreach (var same in named.GroupBy(name => Slug.Of(name.Value)))
        {
            if (same.Key.Length == 0)
            {
                foreach (var name in same)
                {
                    errors.Add(name.At, "a system's name needs at least one of a-z, A-Z and 0-9, for file names");
                }

                continue;
            }

            var first = same.First().Value;
            foreach (var second in same.Skip(1))
            {
                var name = $"the name {Shown.Quoted(second.Value)}";
                errors.Add(second.At, second.Value == first
                    ? $"{name} is taken already"
                    : $"{name} is '{same.Key}' in file names, as is {Shown.Quoted(first)}");
            }
        }
    }
}
