using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>The system that others are compared with is one of them.</summary>
internal sealed class ReferenceIsKnown : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Reference is { } reference && !draft.HasSystem(reference.Value))
        {
            errors.Add(reference.At, UnknownName.Message("system", reference.Value, draft.Labels));
        }
    }
}
