using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Each label is there once: it names rows, bars and lines.</summary>
internal sealed class UniqueSystemNames : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        var named = draft.Systems.Select(system => system.Value).Where(system => system.Label is not null);
        foreach (var second in named.GroupBy(system => system.Label).SelectMany(same => same.Skip(1)))
        {
            errors.Add(second.Name!.Value.At, $"the name {Shown.Quoted(second.Label!)} is taken already");
        }
    }
}
