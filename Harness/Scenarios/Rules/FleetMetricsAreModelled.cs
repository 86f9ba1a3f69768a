using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Sessions of a fleet keep no single stream: a threshold on what takes one would hold of nothing.</summary>
internal sealed class FleetMetricsAreModelled : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Fleet is null)
        {
            return;
        }

        foreach (var expectation in draft.Expectations.Select(expectation => expectation.Value))
        {
            if (expectation is { Known: { IsOfFleet: false, IsOfFaults: false }, Metric: { } metric })
            {
                errors.Add(metric.At, $"{metric.Value} is of single streams: the sessions of a 'fleet' do not have it");
            }
        }
    }
}
