using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Where many streams come at once, what each of them finds is observed and not claimed; a system whose
/// <c>start</c> cannot be natural takes one stream at a time.</summary>
internal sealed class StartIsNatural : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Arrivals?.Value.ToSpec() is null)
        {
            return;
        }

        foreach (var system in draft.Systems.Select(system => system.Value))
        {
            if (system.Known?.Keys.FirstOrDefault(key => key.Name == ArrivalDraft.Start) is not { } start)
            {
                continue;
            }

            if (!start.Choices.Contains(ArrivalDraft.Natural))
            {
                errors.Add(
                    system.Kind!.Value.At, $"{system.Known.Kind} takes one stream at a time, and cannot be met by "
                    + "'arrivals'");
            }
            else if (system.Given.TryGetValue(ArrivalDraft.Start, out var at)
                && system.Options[ArrivalDraft.Start] != ArrivalDraft.Natural)
            {
                errors.Add(
                    at,
                    $"with 'arrivals' the only start is {ArrivalDraft.Natural}: what each stream finds is observed");
            }
        }
    }
}
