using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Quantities;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Each duration is there once, however it is written: 1s and 1000ms would be one cell.</summary>
internal sealed class UniqueDurations : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        foreach (var same in draft.Durations.GroupBy(duration => duration.Value))
        {
            foreach (var second in same.Skip(1))
            {
                errors.Add(second.At, $"the duration {DurationText.Format(second.Value)} is in the list already");
            }
        }
    }
}
