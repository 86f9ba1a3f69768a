using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Every fault is one that its systems can have; sessions of many streams have none.</summary>
internal sealed class FaultsFit : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Faults.Count > 0 && draft.Fleet is { } fleet)
        {
            errors.Add(fleet.At, "'faults' kill parts of single streams, and a 'fleet' has none");
        }

        foreach (var fault in draft.Faults.Select(fault => fault.Value))
        {
            if (fault.System is { } label && !draft.HasSystem(label.Value))
            {
                errors.Add(label.At, UnknownName.Message("system", label.Value, draft.Labels));
                continue;
            }

            if (fault.Part is { } part)
            {
                foreach (var system in draft.Labelled(fault.System?.Value))
                {
                    CheckPart(draft, system, part, errors);
                }
            }
        }
    }

    private static void CheckPart(ScenarioDraft draft, SystemDraft system, Located<string> part, ErrorList errors)
    {
        if (system.Known is not { } kind)
        {
            return;
        }

        var has = kind.Parts.FirstOrDefault(known => known.Part == part.Value);
        var unmet = has?.OnlyIf.FirstOrDefault(needed => !needed.IsMetBy(name => Facts.Of(draft, system, name)));
        if (has is null)
        {
            errors.Add(part.At, $"'kill: {part.Value}' cannot happen to {kind.Kind}, {Can(kind)}");
        }
        else if (unmet is not null)
        {
            errors.Add(part.At, $"'kill: {part.Value}' cannot happen to {system.Label}: it goes with {unmet}");
        }
    }

    private static string Can(KindDescription kind) => kind.Parts.Count == 0
        ? "which has nothing to kill; name the others by 'system'"
        : $"which can have kill: {string.Join(" or ", kind.Parts.Select(part => part.Part))}";
}
