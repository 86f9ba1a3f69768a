using System.Globalization;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Quantities;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Duration × rate is a whole number of events, at least one: N would be ambiguous otherwise.</summary>
internal sealed class WholeEventCount : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Workload.Rate is not { Value: var rate })
        {
            return;
        }

        foreach (var duration in draft.Durations.Where(each => EventCount.Whole(each.Value, rate) is null))
        {
            var events = EventCount.Exact(duration.Value, rate);
            var product = $"{DurationText.Format(duration.Value)} at {RateText.Format((decimal)rate)}";
            errors.Add(duration.At, string.Create(
                CultureInfo.InvariantCulture,
                $"{product} is {events:0.#########} events; it must be a whole number, at least 1"));
        }
    }
}
