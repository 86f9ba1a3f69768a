using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>A threshold on what only sessions have would hold of nothing where each trial is one stream.</summary>
internal sealed class SessionMetricsNeedArrivals : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Arrivals?.Value.ToSpec() is not null || draft.Fleet is not null)
        {
            return;
        }

        foreach (var expectation in draft.Expectations.Select(expectation => expectation.Value))
        {
            if (expectation is { Known.IsOfSession: true, Metric: { } metric })
            {
                errors.Add(metric.At, $"{metric.Value} is of sessions: it needs 'arrivals'");
            }
        }
    }
}
