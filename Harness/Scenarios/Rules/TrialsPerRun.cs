using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Keys;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>The plan fits into memory and into a life: 100,000 trials of a second take a day.</summary>
internal sealed class TrialsPerRun : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.MostRepetitions is not { } repetitions)
        {
            return;
        }

        var planned = draft.Systems.Count * draft.Durations.Count * repetitions.Value;
        if (planned > Limits.Trials)
        {
            errors.Add(repetitions.At, $"{planned} trials in all; at most {Limits.Trials} are possible in one run");
        }
    }
}
