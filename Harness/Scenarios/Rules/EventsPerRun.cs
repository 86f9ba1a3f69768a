using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Keys;
using Eval.Harness.Scenarios.Quantities;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>The run's event file stays readable.</summary>
internal sealed class EventsPerRun : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft is not { Workload.Rate.Value: var rate, MostRepetitions: { } repetitions })
        {
            return;
        }

        // A stream that is too long already is the concern of another rule.
        var lengths = draft.Durations.Select(duration => EventCount.Whole(duration.Value, rate) ?? 0);
        var once = lengths.Where(events => events <= Limits.EventsPerStream).Sum();
        var planned = once * draft.Systems.Count * repetitions.Value;
        if (planned > Limits.Events)
        {
            errors.Add(repetitions.At, $"{planned:0} events in all; at most {Limits.Events} are possible in one run");
        }
    }
}
