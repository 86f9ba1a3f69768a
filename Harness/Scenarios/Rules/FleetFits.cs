using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Keys;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Sessions of many streams end within virtual time, and have a fixed number of repetitions.</summary>
internal sealed class FleetFits : IScenarioRule
{
    private const double SecondsPerYear = 365.25 * 24 * 3600;

    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        if (draft.Fleet is not { } fleet || fleet.Value.ToSpec() is not { } spec)
        {
            if (draft.BreakEven is { } map)
            {
                errors.Add(map.At, "'breakEven' needs a 'fleet'");
            }

            return;
        }

        var slowest = draft.BreakEven?.Value.ArrivalRates.Select(rate => rate.Value).DefaultIfEmpty(spec.RatePerSecond)
            .Min() ?? spec.MeanRatePerSecond;
        var years = spec.Streams / slowest / SecondsPerYear;
        if (years > Limits.SessionYears)
        {
            errors.Add(fleet.At, FormattableString.Invariant(
                $"{spec.Streams} streams at {slowest:0.#########}/s take {years:0.#} years of virtual time; ")
                + $"at most {Limits.SessionYears} are possible");
        }

        if (draft.Repetitions is { Value.Adaptive: not null } repetitions)
        {
            errors.Add(repetitions.At, "sessions of many streams need a fixed number of 'repetitions'");
        }
    }
}
