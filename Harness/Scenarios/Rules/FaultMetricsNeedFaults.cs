using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>A threshold on what a fault does would hold of nothing where nothing is killed.</summary>
internal sealed class FaultMetricsNeedFaults : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Faults.Count > 0)
        {
            return;
        }

        foreach (var expectation in draft.Expectations.Select(expectation => expectation.Value))
        {
            if (expectation is { Known.IsOfFaults: true, Metric: { } metric })
            {
                errors.Add(metric.At, $"{metric.Value} is of faults: it needs 'faults'");
            }
        }
    }
}
