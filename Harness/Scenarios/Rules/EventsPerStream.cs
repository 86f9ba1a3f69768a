using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Keys;
using Eval.Harness.Scenarios.Quantities;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>One stream's records fit into memory.</summary>
internal sealed class EventsPerStream : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Workload.Rate is not { Value: var rate })
        {
            return;
        }

        foreach (var duration in draft.Durations)
        {
            if (EventCount.Whole(duration.Value, rate) is > Limits.EventsPerStream and var events)
            {
                errors.Add(
                    duration.At, $"{events:0} events in one stream; at most {Limits.EventsPerStream} are possible");
            }
        }
    }
}
