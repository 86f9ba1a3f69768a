using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Each label is there once: it names rows, bars and lines.</summary>
internal sealed class UniqueSystemNames : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        var named = draft.Systems.Where(system => system.Value.Name is not null)
            .Select(system => system.Value.Name!.Value);
        foreach (var second in named.GroupBy(name => name.Value).SelectMany(same => same.Skip(1)))
        {
            errors.Add(second.At, $"the name {Shown.Quoted(second.Value)} is taken already");
        }
    }
}
