using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Measured and modelled sessions are two things, and faults are of single streams.</summary>
internal sealed class ArrivalsFit : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft is { Fleet: { } fleet, Arrivals: not null })
        {
            errors.Add(fleet.At, "'fleet' has many streams come at once through models, 'arrivals' against the systems "
                + "themselves: choose one of them");
        }

        if (draft.Arrivals?.Value.ToSpec() is not null && draft.Faults.Count > 0)
        {
            errors.Add(draft.Faults[0].At, "'faults' kill parts of single streams, and have no effect with 'arrivals'");
        }
    }
}
