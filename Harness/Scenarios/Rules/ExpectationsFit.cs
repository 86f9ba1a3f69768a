using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Every threshold is about a cell of the scenario, and has one limit in the metric's unit.</summary>
internal sealed class ExpectationsFit : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        foreach (var expectation in draft.Expectations)
        {
            CheckCell(draft, expectation.Value, errors);
            CheckLimit(expectation, errors);
        }
    }

    private static void CheckCell(ScenarioDraft draft, ExpectationDraft expectation, ErrorList errors)
    {
        if (expectation.System is { } system && !draft.HasSystem(system.Value))
        {
            errors.Add(system.At, UnknownName.Message("system", system.Value, draft.Labels));
        }

        if (expectation.Duration is { } duration && draft.Durations.All(known => known.Value != duration.Value))
        {
            errors.Add(duration.At, $"the scenario has no duration of {DurationText.Format(duration.Value)}");
        }
    }

    private static void CheckLimit(Located<ExpectationDraft> expectation, ErrorList errors)
    {
        var (below, above) = (expectation.Value.Below, expectation.Value.Above);
        if ((below is null) == (above is null))
        {
            errors.Add(expectation.At, "a threshold has one limit: either 'below' or 'above'");
            return;
        }

        if ((below ?? above) is { } limit && expectation.Value.Metric is { } metric
            && LimitShape.IsNumber(limit.Value) == IsTime(expectation.Value.Unit))
        {
            errors.Add(limit.At, IsTime(expectation.Value.Unit)
                ? $"{metric.Value} is a time: its limit needs a unit, such as 50ms"
                : $"{metric.Value} is no time: its limit is a plain number");
        }
    }

    private static bool IsTime(string unit) => unit is "s" or "ms";
}
