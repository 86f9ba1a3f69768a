using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Each system has at most one price, a break-even map has all of them, and single streams none.</summary>
internal sealed class PricesFit : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        var priced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var price in draft.Prices)
        {
            if (price.Value.System is not { } system)
            {
                continue;
            }

            if (!draft.HasSystem(system.Value))
            {
                errors.Add(system.At, UnknownName.Message("system", system.Value, draft.Labels));
            }
            else if (!priced.Add(system.Value))
            {
                errors.Add(system.At, $"'{system.Value}' has a price already");
            }
        }

        if (draft.Prices.Count > 0 && draft.Fleet is null)
        {
            errors.Add(draft.Prices[0].At, "'prices' need a 'fleet'");
        }

        var without = draft.Labels.Except(priced).ToArray();
        if (draft.BreakEven is { } map && without.Length > 0)
        {
            errors.Add(map.At, $"'breakEven' needs a price of each system; without one: {string.Join(", ", without)}");
        }
    }
}
